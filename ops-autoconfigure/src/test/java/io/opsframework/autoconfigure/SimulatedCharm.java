package io.opsframework.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestJuju;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * A charm's application contexts on a simulated Juju, which runs hooks in them.
 */
public final class SimulatedCharm extends TestJuju {

	public SimulatedCharm() {
		super(configDefaults(), new Journal(), new MemoryStateStore());
	}

	/**
	 * The directory with the charmcraft.yaml that declares one of everything.
	 * @return the directory
	 */
	public static Path directory() {
		try {
			URL charmcraft = SimulatedCharm.class.getResource("charm/charmcraft.yaml");
			return Path.of(Objects.requireNonNull(charmcraft, "charmcraft.yaml").toURI()).resolveSibling("");
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, @Nullable Object> configDefaults() {
		try (InputStream yaml = Files.newInputStream(directory().resolve("charmcraft.yaml"))) {
			Map<String, @Nullable Object> defaults = new HashMap<>();
			CharmMetadata.fromCharmcraft("charmcraft.yaml", yaml)
				.options()
				.forEach((name, option) -> defaults.put(name, option.defaultValue()));
			return defaults;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A runner for contexts with the framework's auto-configuration and the charm's
	 * configurations.
	 * @param configurations the charm's configurations
	 * @return a runner to add to
	 */
	public ApplicationContextRunner runner(Class<?>... configurations) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CharmAutoConfiguration.class))
			.withPropertyValues("ops.charm.directory=" + directory())
			.withBean(Journal.class, this::journal)
			.withUserConfiguration(configurations);
	}

	/**
	 * The unit's status as Juju shows it.
	 * @return the status's name, and its message if there is one
	 */
	public String status() {
		String message = model().unitStatus().current().message();
		return model().unitStatus().current().status() + (message.isEmpty() ? "" : ": " + message);
	}

}
