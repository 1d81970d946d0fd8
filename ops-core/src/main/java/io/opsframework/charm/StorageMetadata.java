package io.opsframework.charm;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A storage that the charm asks for.
 *
 * @param name the storage's name
 * @param type its type
 * @param description what it is for; empty where the charm does not say
 * @param shared whether all units share it
 * @param readOnly whether it cannot be written to
 * @param location where it is mounted; {@code null} to let Juju choose
 * @param minimumSize the smallest size with its unit, {@code 2G}, or in MiB; {@code null}
 * where the charm does not say
 * @param instances how many instances a unit can have; exactly one where the charm does
 * not say
 * @param properties further properties, {@code transient}
 */
public record StorageMetadata(String name, StorageType type, String description, boolean shared, boolean readOnly,
		@Nullable String location, @Nullable String minimumSize, StorageRange instances, List<String> properties) {

	// Juju takes M, MB and MiB for the same.
	private static final Pattern SIZE = Pattern.compile("\\d+(\\.\\d+)?([MGTPEZY](i?B)?)?");

	private static final Pattern PROPERTY = Pattern.compile("transient");

	static StorageMetadata read(YamlValue storage) {
		YamlValue multiple = storage.get("multiple");
		return new StorageMetadata(storage.key(), storage.get("type").choice(StorageType.class, null),
				storage.get("description").text(""), storage.get("shared").flag(false),
				storage.get("read-only").flag(false), storage.get("location").text(),
				readSize(storage.get("minimum-size")),
				multiple.isPresent() ? StorageRange.read(multiple.get("range")) : StorageRange.SINGLE,
				storage.get("properties")
					.elements()
					.stream()
					.map((property) -> property.requireText(PROPERTY, "'transient'"))
					.toList());
	}

	private static @Nullable String readSize(YamlValue value) {
		String size = value.textOrNumber("a size such as '2G'");
		if (size != null && !SIZE.matcher(size).matches()) {
			throw value.mustBe("a size such as '2G'");
		}
		return size;
	}

}
