package io.opsframework.pebble;

import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Pebble's operations on the files of its container.
 */
final class RemoteFiles {

	private static final String PATH = "/v1/files";

	private static final String FORM = "multipart/form-data";

	private final PebbleTransport transport;

	private final PebbleApi api;

	private final Duration timeout;

	RemoteFiles(PebbleTransport transport, Duration timeout) {
		this.transport = transport;
		this.api = new PebbleApi(transport);
		this.timeout = timeout;
	}

	InputStream pull(String path) {
		HttpRequest request = HttpRequest.get(new Query(PATH).with("action", "read").with("path", path).toString())
			.accepting(FORM);
		HttpResponse response = this.transport.send(request);
		if (!response.hasContent(FORM)) {
			Answer.read(request.toString(), response);
			throw new PebbleProtocolException("Pebble answered to %s with no file".formatted(request), null);
		}
		return PulledFile.open(path, response, this.timeout);
	}

	void push(String path, InputStream content, FileOptions options) {
		if (path.chars()
			.anyMatch((character) -> Character.isISOControl(character) && character < 128 && character != '\t')) {
			throw new IllegalArgumentException(
					"Pebble cannot write a file that has a line break or another control character in its name");
		}
		String metadata = Json.write(action("write", "files", options.toJson(path, "make-dirs")));
		MultipartBody body = new MultipartBody(metadata, path, content);
		check("write", path, this.api.ask(HttpRequest.post(PATH, body.contentType(), body)));
	}

	List<FileInfo> list(String path, @Nullable String pattern) {
		return list(new Query(PATH).with("action", "list").with("path", path).with("pattern", pattern));
	}

	FileInfo info(String path) {
		List<FileInfo> files = list(new Query(PATH).with("action", "list").with("path", path).with("itself", "true"));
		if (files.size() != 1) {
			throw new PebbleProtocolException(
					"Pebble answered about %d files, and not about %s alone".formatted(files.size(), path), null);
		}
		return files.get(0);
	}

	private List<FileInfo> list(Query query) {
		return this.api.get(query).list(FileInfo::of);
	}

	void makeDirectory(String path, FileOptions options) {
		check("make", path, this.api.post(PATH, action("make-dirs", "dirs", options.toJson(path, "make-parents"))));
	}

	void remove(String path, boolean recursive) {
		Map<String, Object> removed = recursive ? Map.of("path", path, "recursive", true) : Map.of("path", path);
		check("remove", path, this.api.post(PATH, action("remove", "paths", removed)));
	}

	private static Map<String, Object> action(String action, String field, Map<String, Object> path) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("action", action);
		body.put(field, List.of(path));
		return body;
	}

	private static void check(String operation, String path, Answer answer) {
		PebblePathException error = answer.pathError(operation, path);
		if (error != null) {
			throw error;
		}
	}

}
