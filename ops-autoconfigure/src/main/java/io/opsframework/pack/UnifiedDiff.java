package io.opsframework.pack;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines that differ between two texts, as {@code diff -u} shows them.
 */
final class UnifiedDiff {

	private static final int CONTEXT = 3;

	private final List<String> before;

	private final List<String> after;

	/**
	 * All lines of both texts, each with its mark: blank, minus or plus.
	 */
	private final List<String> marked = new ArrayList<>();

	private UnifiedDiff(String before, String after) {
		this.before = lines(before);
		this.after = lines(after);
	}

	/**
	 * Show what differs.
	 * @param name the file's name
	 * @param before its text
	 * @param after its new text
	 * @return the lines, empty if nothing differs
	 */
	static String of(String name, String before, String after) {
		return before.equals(after) ? ""
				: "--- %s\n+++ %s\n".formatted(name, name) + new UnifiedDiff(before, after).hunks();
	}

	private static List<String> lines(String text) {
		List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)")));
		String last = lines.get(lines.size() - 1);
		if (last.isEmpty()) {
			lines.clear();
		}
		else if (!last.endsWith("\n")) {
			lines.set(lines.size() - 1, last + "\n\\ No newline at end of file\n");
		}
		return lines;
	}

	private String hunks() {
		mark();
		StringBuilder hunks = new StringBuilder();
		int start = 0;
		while ((start = nextChange(start)) < this.marked.size()) {
			int end = start;
			for (int change = start; change < this.marked.size()
					&& change <= end + 2 * CONTEXT + 1; change = nextChange(change + 1)) {
				end = change;
			}
			append(hunks, Math.max(0, start - CONTEXT), Math.min(this.marked.size(), end + CONTEXT + 1));
			start = end + 1;
		}
		return hunks.toString();
	}

	private int nextChange(int from) {
		int index = from;
		while (index < this.marked.size() && this.marked.get(index).startsWith(" ")) {
			index++;
		}
		return index;
	}

	private void append(StringBuilder hunks, int from, int to) {
		hunks.append("@@ -%s +%s @@\n".formatted(range(from, to, "+"), range(from, to, "-")));
		this.marked.subList(from, to).forEach(hunks::append);
	}

	private String range(int from, int to, String other) {
		long start = this.marked.subList(0, from).stream().filter((line) -> !line.startsWith(other)).count();
		long length = this.marked.subList(from, to).stream().filter((line) -> !line.startsWith(other)).count();
		return ((length == 0) ? start : start + 1) + ((length == 1) ? "" : "," + length);
	}

	// Along a longest common subsequence.
	private void mark() {
		int[][] common = common();
		int i = 0;
		int j = 0;
		while (i < this.before.size() || j < this.after.size()) {
			if (i < this.before.size() && j < this.after.size() && this.before.get(i).equals(this.after.get(j))) {
				this.marked.add(" " + this.before.get(i++));
				j++;
			}
			else if (j == this.after.size() || (i < this.before.size() && common[i + 1][j] >= common[i][j + 1])) {
				this.marked.add("-" + this.before.get(i++));
			}
			else {
				this.marked.add("+" + this.after.get(j++));
			}
		}
	}

	private int[][] common() {
		int[][] common = new int[this.before.size() + 1][this.after.size() + 1];
		for (int i = this.before.size() - 1; i >= 0; i--) {
			for (int j = this.after.size() - 1; j >= 0; j--) {
				common[i][j] = this.before.get(i).equals(this.after.get(j)) ? common[i + 1][j + 1] + 1
						: Math.max(common[i + 1][j], common[i][j + 1]);
			}
		}
		return common;
	}

}
