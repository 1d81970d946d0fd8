package io.opsframework.autoconfigure.verification;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.json.Json;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.io.ByteArrayResource;

/**
 * Leaves beside {@code charmcraft.yaml} what its options and actions lack for the charm's
 * classes, when an application is processed ahead of time: who packs it has the jar, and
 * does not start the application.
 */
final class CharmChangesAotProcessor implements BeanFactoryInitializationAotProcessor {

	private static final String LOCATION = "META-INF/charm/declared.json";

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		CharmMetadata metadata = beanFactory.getBeanProvider(CharmMetadata.class).getIfAvailable();
		if (metadata == null) {
			return null;
		}
		Map<String, Object> changes = new CharmChanges(beanFactory, metadata).toMap();
		return (context, code) -> context.getGeneratedFiles()
			.handleFile(Kind.RESOURCE, LOCATION, (file) -> file
				.override(new ByteArrayResource(Json.write(changes).getBytes(StandardCharsets.UTF_8))));
	}

}
