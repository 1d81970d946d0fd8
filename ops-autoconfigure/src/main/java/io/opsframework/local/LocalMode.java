package io.opsframework.local;

import java.io.PrintStream;

import io.opsframework.autoconfigure.logging.JujuLogging;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.Framework;
import io.opsframework.model.CurrentHook;
import io.opsframework.testing.Harness;
import io.opsframework.testing.PublishedEventListener;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationArguments;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a charm does that somebody else than Juju starts: it is deployed to a simulated
 * Juju, and then plays the commands of a script, or those that a person types.
 */
public final class LocalMode {

	static final String CONSENT = "yes";

	private final Framework framework;

	private final ConfigurableApplicationContext context;

	/**
	 * Create a local mode.
	 * @param framework runs the charm's hooks
	 * @param context the charm's application context
	 */
	public LocalMode(Framework framework, ConfigurableApplicationContext context) {
		this.framework = framework;
		this.context = context;
	}

	/**
	 * Play.
	 * @param arguments the program's arguments
	 * @throws LocalModeException if the arguments, or a line of the script, cannot be
	 * followed, if a hook failed where no person can go on, or if the charm acts on this
	 * machine and nobody agrees to that
	 */
	public void run(ApplicationArguments arguments) {
		CharmMetadata metadata = this.context.getBean(CharmMetadata.class);
		CurrentHook currentHook = this.context.getBean(CurrentHook.class);
		PrintStream out = System.out;
		this.context.addApplicationListener(new PublishedEventListener(currentHook));
		JujuLogging.detachConsole();
		JujuLogging.attach(currentHook);
		Script script = Script.of(arguments);
		PlainInput plain = new PlainInput(System.in, out);
		if (metadata.containers().isEmpty() && !arguments.containsOption(CONSENT)) {
			requireConsent(metadata.name(), plain);
		}
		Harness harness = new Harness(this.framework, metadata);
		try (StorageDirectory storages = StorageDirectory.of(metadata.name())) {
			harness.setStorageDirectory(storages.path());
			play(new LocalJuju(harness, metadata, out), script, plain, out);
		}
	}

	private static void play(LocalJuju juju, @Nullable Script script, PlainInput plain, PrintStream out) {
		juju.deploy();
		if (script == null && CommandPrompt.isTerminal()) {
			try (LineInput in = CommandPrompt.terminal(juju, plain)) {
				new CommandPrompt(in, out).hold(juju);
			}
			return;
		}
		if (script != null) {
			script.play(juju, out);
		}
		if (juju.failedHooks() > 0) {
			throw new LocalModeException("Hooks that failed: " + juju.failedHooks());
		}
	}

	// What a charm with containers does, it does in these, and they are simulated.
	private static void requireConsent(String charm, PlainInput plain) {
		String warning = "%s has no containers: its listeners act on this machine, as user %s".formatted(charm,
				System.getProperty("user.name"));
		if (!CommandPrompt.isTerminal()) {
			throw new LocalModeException("%s. Start it with --%s where they may".formatted(warning, CONSENT));
		}
		if (!plain.confirm(warning + ". May they?")) {
			throw new LocalModeException("Nothing was played");
		}
	}

}
