package io.opsframework.testing;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the person who ran an action gets to see.
 *
 * @param results the results ({@code action-set}), also of an action that failed: strings
 * by name, and further maps for names with dots
 * @param log the progress messages ({@code action-log}) in order
 * @param failure why the action failed ({@code action-fail}), possibly empty;
 * {@code null} if it did not
 */
public record ActionOutput(Map<String, Object> results, List<String> log, @Nullable String failure) {

	public ActionOutput {
		results = Map.copyOf(results);
		log = List.copyOf(log);
	}

}
