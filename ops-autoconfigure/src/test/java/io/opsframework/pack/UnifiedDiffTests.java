package io.opsframework.pack;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnifiedDiff}.
 */
class UnifiedDiffTests {

	@Test
	void ofWhenNothingDiffersIsEmpty() {
		assertThat(UnifiedDiff.of("a", "x\n", "x\n")).isEmpty();
	}

	@Test
	void ofShowsHunksThatAreFarApart() {
		String before = lines(20);
		String after = before.replace("2\n3\n", "2\nnew\n3\n").replace("18\n", "eighteen\n");
		assertThat(UnifiedDiff.of("a", before, after)).isEqualTo("""
				--- a
				+++ a
				@@ -1,5 +1,6 @@
				 1
				 2
				+new
				 3
				 4
				 5
				@@ -15,6 +16,6 @@
				 15
				 16
				 17
				-18
				+eighteen
				 19
				 20
				""");
	}

	@Test
	void ofShowsChangesThatAreNearInOneHunk() {
		String before = lines(8);
		String after = before.replace("1\n", "").replace("8\n", "eight\n");
		assertThat(UnifiedDiff.of("a", before, after)).isEqualTo("""
				--- a
				+++ a
				@@ -1,8 +1,7 @@
				-1
				 2
				 3
				 4
				 5
				 6
				 7
				-8
				+eight
				""");
	}

	@Test
	void ofShowsMissingLineFeedAtTheEnd() {
		assertThat(UnifiedDiff.of("a", "x", "x\ny\n")).isEqualTo("""
				--- a
				+++ a
				@@ -1 +1,2 @@
				-x
				\\ No newline at end of file
				+x
				+y
				""");
	}

	@Test
	void ofWhenTextIsNewShowsAllOfIt() {
		assertThat(UnifiedDiff.of("a", "", "x\n")).isEqualTo("""
				--- a
				+++ a
				@@ -0,0 +1 @@
				+x
				""");
	}

	private static String lines(int count) {
		return IntStream.rangeClosed(1, count).mapToObj((line) -> line + "\n").collect(Collectors.joining());
	}

}
