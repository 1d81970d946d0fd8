package io.opsframework.autoconfigure;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.Framework;
import io.opsframework.local.LocalMode;
import io.opsframework.logging.JujuLog;
import io.opsframework.model.CurrentHook;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that runs the hook Juju started the process for. Off in tests, which
 * run hooks themselves.
 */
@AutoConfiguration(after = CharmAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "ops.runner.enabled", matchIfMissing = true)
public final class CharmRunnerAutoConfiguration {

	@Bean
	ApplicationRunner jujuRunner(Framework framework, CurrentHook currentHook, CharmMetadata metadata,
			Environment environment, ObjectProvider<JujuLog> log, ObjectProvider<LocalMode> localMode) {
		return new CharmRunner(framework, currentHook, metadata, environment, log, localMode);
	}

}
