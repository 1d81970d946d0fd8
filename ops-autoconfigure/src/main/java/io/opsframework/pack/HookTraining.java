package io.opsframework.pack;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;

import io.opsframework.charm.ActionMetadata;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.RelationMetadata;
import io.opsframework.charm.RelationRole;
import io.opsframework.dispatch.Framework;
import io.opsframework.juju.HookKind;
import io.opsframework.testing.Harness;
import io.opsframework.testing.TaskFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs hooks of all kinds in the process of one, for the JVM to remember: those of a unit
 * of a simulated Juju, and then the one that the process was started for. A hook that
 * fails is logged.
 */
public final class HookTraining implements SpringApplicationRunListener {

	private static final Logger logger = LoggerFactory.getLogger(HookTraining.class);

	private HookTraining() {
	}

	/**
	 * Run an application so.
	 * @param args the name of its main class
	 * @throws ReflectiveOperationException if it has none
	 */
	public static void main(String[] args) throws ReflectiveOperationException {
		Method main = Class.forName(args[0]).getDeclaredMethod("main", String[].class);
		main.setAccessible(true);
		SpringApplication.withHook((application) -> new HookTraining(), () -> {
			try {
				main.invoke(null, (Object) new String[0]);
			}
			catch (IllegalAccessException | InvocationTargetException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	@Override
	public void started(ConfigurableApplicationContext context, Duration timeTaken) {
		CharmMetadata metadata = context.getBean(CharmMetadata.class);
		Harness harness = new Harness(context.getBean(Framework.class), metadata);
		harness.setLeader(true);
		attempt(harness::beginWithInitialHooks);
		attempt(() -> harness.hook(HookKind.UPDATE_STATUS.hookName("")));
		metadata.relations()
			.values()
			.stream()
			.filter((endpoint) -> endpoint.role() != RelationRole.PEER)
			.forEach((endpoint) -> attempt(() -> relate(harness, endpoint)));
		for (ActionMetadata action : metadata.actions().values()) {
			attempt(() -> harness.runAction(action.name(), Map.of()));
		}
	}

	private static void relate(Harness harness, RelationMetadata endpoint) {
		harness.addRelation(endpoint.endpoint(), "remote", Map.of("key", "value"), Map.of("key", "value"));
	}

	private static void attempt(Runnable hooks) {
		try {
			hooks.run();
		}
		catch (TaskFailedException ex) {
			// Of an action, that is an answer.
			logger.debug("An action failed in training", ex);
		}
		catch (RuntimeException ex) {
			logger.error("A hook failed in training", ex);
		}
	}

}
