package io.opsframework.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.opsframework.charm.CharmMetadataException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LxdProfile}.
 */
class LxdProfileTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "", "config: {security.nesting: true, linux.kernel_modules: 'ip_tables'}",
			"description: Nests.\ndevices: {tun: {path: /dev/net/tun, type: unix-char}, g: {type: gpu}}",
			"name: greeter", "devices: {a: {type: unix-block}, b: {type: usb, vendorid: 1234}, c: {}}" })
	void checkWhenJujuTakesProfileTakesIt(String content) throws IOException {
		Path file = write(content);
		assertThatCode(() -> LxdProfile.check(file)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					config:#  boot.autostart: true            | 2: 'config.boot.autostart' is not for a charm to set: Juju refuses what begins with boot, limits, migration
					config:#  a: b#  limits.memory: 1GB       | 3: 'config.limits.memory' is not for a charm to set: Juju refuses what begins with boot, limits, migration
					config: {migration.stateful: true}        | 1: 'config.migration.stateful' is not for a charm to set: Juju refuses what begins with boot, limits, migration
					config: {a: [b]}                          | 1: 'config.a' must be a text, but is a list
					devices:#  root: {type: disk, path: /}    | 2: 'devices.root.type' must be one of unix-char, unix-block, gpu, usb, but is 'disk'
					devices: {a: {b: {c: d}}}                 | 1: 'devices.a.b' must be a text, but is a mapping
					devices: [gpu]                            | 1: 'devices' must be a mapping, but is a list
					description: [a]                          | 1: 'description' must be a text, but is a list
					""")
	void checkWhenJujuRefusesProfileSaysWhy(String content, String message) throws IOException {
		Path file = write(content.replace('#', '\n'));
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> LxdProfile.check(file))
			.withMessage("lxd-profile.yaml, line " + message);
	}

	private Path write(String content) throws IOException {
		return Files.writeString(this.directory.resolve(LxdProfile.NAME), content);
	}

}
