package io.opsframework.json;

/**
 * A text is not JSON. The message names the position and what was expected there, never
 * the text itself: it may hold values that no log may show.
 */
public class JsonException extends RuntimeException {

	JsonException(String message) {
		super(message);
	}

}
