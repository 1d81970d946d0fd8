package io.opsframework.hooktool;

import java.io.File;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Where the hook tools are: finds each once on a search path.
 */
final class HookToolPath {

	private final String path;

	private final File directory;

	private final Map<String, File> found = new ConcurrentHashMap<>();

	/**
	 * Create a search path.
	 * @param path directories, separated by colons; empty ones are ignored
	 * @param directory where relative ones begin
	 */
	HookToolPath(String path, File directory) {
		this.path = path;
		this.directory = directory;
	}

	File find(String tool) {
		File known = this.found.get(tool);
		if (known != null) {
			return known;
		}
		File file = search(tool);
		this.found.put(tool, file);
		return file;
	}

	HookToolNotFoundException notFound(String tool, Exception cause) {
		return new HookToolNotFoundException(tool, missing(tool, "cannot be run any more"), cause);
	}

	private File search(String tool) {
		File refused = null;
		for (int start = 0; start <= this.path.length(); start = endOfElement(start) + 1) {
			File file = candidate(start, tool);
			if (file != null && file.canExecute()) {
				return file;
			}
			refused = (refused != null) ? refused : file;
		}
		throw new HookToolNotFoundException(tool,
				missing(tool, (refused != null) ? "is not executable: " + refused : "is not on the PATH"), null);
	}

	private @Nullable File candidate(int start, String tool) {
		int end = endOfElement(start);
		if (end == start || !isName(tool)) {
			return null;
		}
		File element = new File(this.path.substring(start, end));
		File parent = element.isAbsolute() ? element : new File(this.directory, element.getPath());
		File file = new File(parent, tool);
		return file.isFile() ? file : null;
	}

	private int endOfElement(int start) {
		int colon = this.path.indexOf(':', start);
		return (colon != -1) ? colon : this.path.length();
	}

	private static boolean isName(String tool) {
		return !tool.isEmpty() && tool.indexOf('/') == -1;
	}

	private static String missing(String tool, String problem) {
		return "Hook tool '" + tool + "' " + problem
				+ ". Hook tools are there only while Juju runs a hook or an action, and not all of them in each version of Juju";
	}

}
