package io.opsframework.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Settings of the framework itself.
 *
 * @param charm where the charm's own files are
 * @param containers where workload containers are
 * @param deferral how long deferred events are tried
 * @param hookTools how hook tools are called
 * @param runner what the application does when it has started, and how it ends
 * @param secrets what the framework does for the charm's secrets
 */
@ConfigurationProperties("ops")
record CharmProperties(@DefaultValue Charm charm, @DefaultValue Containers containers, @DefaultValue Deferral deferral,
		@DefaultValue HookTools hookTools, @DefaultValue Runner runner, @DefaultValue Secrets secrets) {

	static CharmProperties of(Environment environment) {
		return Binder.get(environment).bindOrCreate("ops", CharmProperties.class);
	}

	/**
	 * Where the charm's own files are.
	 *
	 * @param directory a directory with charmcraft.yaml or metadata.yaml, used where Juju
	 * names no charm directory and the class path has no META-INF/charm
	 */
	record Charm(@Nullable Path directory) {

	}

	/**
	 * Where workload containers are.
	 *
	 * @param directory the directory with a directory for each container, in which its
	 * Pebble's socket is
	 */
	record Containers(@DefaultValue("/charm/containers") Path directory) {

	}

	/**
	 * How long deferred events are tried.
	 *
	 * @param maxAttempts how often the replay of an event may throw before it is parked
	 * and the unit is Blocked
	 * @param maxEntries how many deferred events may wait; over it the hook fails
	 */
	record Deferral(@DefaultValue("5") int maxAttempts, @DefaultValue("1000") int maxEntries) {

	}

	/**
	 * How hook tools are called.
	 *
	 * @param timeout how long a hook tool may take before it is ended and the hook fails
	 */
	record HookTools(@DefaultValue("5m") Duration timeout) {

	}

	/**
	 * What the application does when it has started, and how it ends.
	 *
	 * @param enabled whether it runs the hook that Juju started it for, or plays the
	 * charm where somebody else did; off in tests
	 * @param shutdownTimeout how long the application context may take to close after a
	 * hook, and shutdown hooks after that, before the process ends without them
	 */
	record Runner(@DefaultValue("true") boolean enabled, @DefaultValue("5s") Duration shutdownTimeout) {

	}

	/**
	 * What the framework does for the charm's secrets.
	 *
	 * @param prune whether a revision that nobody reads any more is removed after the
	 * charm's listeners of secret-remove
	 */
	record Secrets(@DefaultValue("true") boolean prune) {

	}

}
