package io.opsframework.pebble;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Pebble, a program in Go, writes them: {@code 1h30m}, {@code 1.5s},
 * {@code 200ms}.
 */
public final class GoDuration {

	private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");

	private GoDuration() {
	}

	/**
	 * Read a duration.
	 * @param text numbers, each with its unit; {@code 0} alone needs none
	 * @return the duration, to the nanosecond
	 * @throws IllegalArgumentException if this is no duration
	 */
	public static Duration parse(String text) {
		boolean signed = text.startsWith("-") || text.startsWith("+");
		String value = signed ? text.substring(1) : text;
		Duration sum = value.equals("0") ? Duration.ZERO : sum(value, text);
		return text.startsWith("-") ? sum.negated() : sum;
	}

	private static Duration sum(String value, String text) {
		Matcher part = PART.matcher(value);
		Duration sum = Duration.ZERO;
		int end = 0;
		while (part.find() && part.start() == end) {
			sum = sum.plusNanos(nanos(part.group(1), part.group(2), text));
			end = part.end();
		}
		if (end == 0 || end < value.length()) {
			throw invalid(text);
		}
		return sum;
	}

	private static long nanos(String number, String unit, String text) {
		try {
			return new BigDecimal(number).multiply(BigDecimal.valueOf(unitNanos(unit)))
				.setScale(0, RoundingMode.DOWN)
				.longValueExact();
		}
		catch (ArithmeticException ex) {
			throw invalid(text);
		}
	}

	private static long unitNanos(String unit) {
		return switch (unit) {
			case "ns" -> 1;
			case "ms" -> 1_000_000;
			case "s" -> 1_000_000_000;
			case "m" -> 60_000_000_000L;
			case "h" -> 3_600_000_000_000L;
			default -> 1_000;
		};
	}

	private static IllegalArgumentException invalid(String text) {
		return new IllegalArgumentException(
				"'%s' is no duration: write a number and a unit, as in 500ms, 1.5s, 10m or 1h30m".formatted(text));
	}

	/**
	 * Write a duration as Pebble would.
	 * @param duration the duration
	 * @return the text: {@code 1h0m0s}, {@code 1.5s}, {@code 200ms}, {@code 0s}
	 */
	public static String format(Duration duration) {
		if (duration.isNegative()) {
			return "-" + format(duration.negated());
		}
		long seconds = duration.getSeconds();
		if (seconds == 0) {
			return formatBelowSecond(duration.getNano());
		}
		StringBuilder text = new StringBuilder();
		if (seconds >= 3600) {
			text.append(seconds / 3600).append('h');
		}
		if (seconds >= 60) {
			text.append(seconds / 60 % 60).append('m');
		}
		return text.append(decimal(seconds % 60, duration.getNano(), 9)).append('s').toString();
	}

	private static String formatBelowSecond(int nanos) {
		if (nanos == 0) {
			return "0s";
		}
		if (nanos < 1_000) {
			return nanos + "ns";
		}
		return (nanos < 1_000_000) ? decimal(nanos / 1_000, nanos % 1_000, 3) + "\u00b5s"
				: decimal(nanos / 1_000_000, nanos % 1_000_000, 6) + "ms";
	}

	private static String decimal(long whole, int fraction, int digits) {
		return BigDecimal.valueOf(whole).add(BigDecimal.valueOf(fraction, digits)).stripTrailingZeros().toPlainString();
	}

}
