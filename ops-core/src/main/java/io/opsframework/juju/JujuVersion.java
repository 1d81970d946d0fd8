package io.opsframework.juju;

import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Juju, such as {@code 3.6.27}, {@code 4.0-beta1} or {@code 2.9.0.3}, and
 * what it can do. What a version can do depends on major, minor and patch only.
 *
 * @param major the major number
 * @param minor the minor number
 * @param tag {@code beta} of {@code 4.0-beta1}; empty for a released version
 * @param patch the number behind the second dot, or behind the tag; 0 if there is none
 * @param build the number of the build, 0 for a released version
 */
public record JujuVersion(int major, int minor, String tag, int patch, int build) implements Comparable<JujuVersion> {

	/** What {@code JUJU_VERSION} means when Juju does not set it: 0.0.0. */
	public static final JujuVersion UNKNOWN = new JujuVersion(0, 0, "", 0, 0);

	private static final Pattern PATTERN = Pattern
		.compile("([0-9]{1,9})\\.([0-9]{1,9})(?:(?:\\.|-([a-z]+))([0-9]{1,9}))?(?:\\.([0-9]{1,9}))?");

	private static final Comparator<JujuVersion> ORDER = Comparator.comparingInt(JujuVersion::major)
		.thenComparingInt(JujuVersion::minor)
		.thenComparing((version) -> version.tag().isEmpty())
		.thenComparing(JujuVersion::tag)
		.thenComparingInt(JujuVersion::patch)
		.thenComparingInt(JujuVersion::build);

	public JujuVersion {
		Objects.requireNonNull(tag, "tag");
		if (major < 0 || minor < 0 || patch < 0 || build < 0) {
			throw new IllegalArgumentException("a version has no negative numbers");
		}
	}

	/**
	 * Read a version.
	 * @param text major and minor number, patch or tag and patch, build number: the last
	 * two parts can be missing
	 * @return the version
	 * @throws IllegalArgumentException if the text is anything else
	 */
	public static JujuVersion of(String text) {
		Matcher matcher = PATTERN.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"'%s' is not a version of Juju such as '3.6.27'".formatted(Excerpt.of(text)));
		}
		return new JujuVersion(number(matcher, 1), number(matcher, 2), Objects.requireNonNullElse(matcher.group(3), ""),
				number(matcher, 4), number(matcher, 5));
	}

	private static int number(Matcher matcher, int group) {
		return (matcher.group(group) != null) ? Integer.parseInt(matcher.group(group)) : 0;
	}

	/**
	 * Whether this version is the given one or later, whatever its tag and build.
	 * @param major the major number
	 * @param minor the minor number
	 * @param patch the patch number
	 * @return {@code true} from that version on
	 */
	public boolean isAtLeast(int major, int minor, int patch) {
		if (this.major != major) {
			return this.major > major;
		}
		return (this.minor != minor) ? this.minor > minor : this.patch >= patch;
	}

	/**
	 * Whether relations have data of applications beside that of units.
	 * @return {@code true} from 2.7.0 on
	 */
	public boolean hasAppData() {
		return isAtLeast(2, 7, 0);
	}

	/**
	 * Whether Juju calls {@code dispatch} for every event.
	 * @return {@code true} from 2.8.0 on
	 */
	public boolean isDispatchAware() {
		return isAtLeast(2, 8, 0);
	}

	/**
	 * Whether the controller keeps state for a unit ({@code state-get},
	 * {@code state-set}).
	 * @return {@code true} from 2.8.0 on
	 */
	public boolean hasControllerStorage() {
		return isAtLeast(2, 8, 0);
	}

	/**
	 * Whether Juju keeps secrets ({@code secret-add} and the like).
	 * @return {@code true} from 3.0.3 on
	 */
	public boolean hasSecrets() {
		return isAtLeast(3, 0, 3);
	}

	/**
	 * Whether {@code open-port} works for charms on Kubernetes.
	 * @return {@code true} from 3.0.3 on
	 */
	public boolean supportsOpenPortOnKubernetes() {
		return isAtLeast(3, 0, 3);
	}

	/**
	 * Whether Pebble can run a command in the context of a service.
	 * @return {@code true} from 3.1.6 on, but not for 3.2.0
	 */
	public boolean supportsExecServiceContext() {
		boolean isFirstOfNextMinor = this.major == 3 && this.minor == 2 && this.patch == 0;
		return isAtLeast(3, 1, 6) && !isFirstOfNextMinor;
	}

	/**
	 * Whether Pebble forwards logs to log targets.
	 * @return {@code true} from 3.4.0 on
	 */
	public boolean supportsPebbleLogForwarding() {
		return isAtLeast(3, 4, 0);
	}

	/**
	 * Whether Pebble has identities.
	 * @return {@code true} from 3.6.4 on
	 */
	public boolean supportsPebbleIdentities() {
		return isAtLeast(3, 6, 4);
	}

	/**
	 * Whether Pebble has metrics.
	 * @return {@code true} from 3.6.4 on
	 */
	public boolean supportsPebbleMetrics() {
		return isAtLeast(3, 6, 4);
	}

	/**
	 * Versions in the order of their release: one with a tag comes before the one
	 * without.
	 */
	@Override
	public int compareTo(JujuVersion other) {
		return ORDER.compare(this, other);
	}

	/**
	 * The text that {@link #of(String)} reads as this version.
	 */
	@Override
	public String toString() {
		String separator = this.tag.isEmpty() ? "." : "-" + this.tag;
		return this.major + "." + this.minor + separator + this.patch + ((this.build > 0) ? "." + this.build : "");
	}

}
