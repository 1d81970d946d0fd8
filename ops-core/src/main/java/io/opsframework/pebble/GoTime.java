package io.opsframework.pebble;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times as Go writes them: RFC 3339, with none to nine digits of a second. Without
 * the JDK's own formats, which take a new JVM longer to load than a request takes.
 */
final class GoTime {

	private static final Pattern TIME = Pattern.compile(
			"(\\d{4})-(\\d\\d)-(\\d\\d)[Tt ](\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,9})\\d*)?(?:[Zz]|([+-])(\\d\\d):(\\d\\d))");

	private GoTime() {
	}

	static Instant parse(String text) {
		Matcher time = TIME.matcher(text);
		if (!time.matches()) {
			throw new IllegalArgumentException("'%s' is no time of RFC 3339".formatted(text));
		}
		LocalDateTime local = LocalDateTime.of(number(time, 1), number(time, 2), number(time, 3), number(time, 4),
				number(time, 5), number(time, 6), nanos(time.group(7)));
		return local.toInstant(offset(time));
	}

	private static int number(Matcher time, int group) {
		return Integer.parseInt(time.group(group));
	}

	private static int nanos(String fraction) {
		return (fraction != null) ? Integer.parseInt((fraction + "00000000").substring(0, 9)) : 0;
	}

	private static ZoneOffset offset(Matcher time) {
		if (time.group(8) == null) {
			return ZoneOffset.UTC;
		}
		int sign = time.group(8).equals("-") ? -1 : 1;
		return ZoneOffset.ofHoursMinutes(sign * number(time, 9), sign * number(time, 10));
	}

}
