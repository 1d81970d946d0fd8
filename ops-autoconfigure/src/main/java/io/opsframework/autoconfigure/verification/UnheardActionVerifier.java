package io.opsframework.autoconfigure.verification;

import java.util.LinkedHashSet;
import java.util.Set;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.DeferralActions;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Fails if the charm declares an action that nothing listens to, where the whole
 * application starts outside of Juju: in local mode, and where it is processed ahead of
 * time. Tests may take a part of a charm, and need not hear all its actions.
 */
public final class UnheardActionVerifier implements BeanFactoryPostProcessor {

	private final ObjectProvider<CharmMetadata> metadata;

	private final boolean inHook;

	/**
	 * Create a new verifier.
	 * @param metadata what the charm declares
	 * @param inHook whether Juju runs the application, which is not looked at then
	 */
	public UnheardActionVerifier(ObjectProvider<CharmMetadata> metadata, boolean inHook) {
		this.metadata = metadata;
		this.inHook = inHook;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (!this.inHook) {
			Set<String> unheard = new LinkedHashSet<>(this.metadata.getObject().actions().keySet());
			unheard.removeAll(DeferralActions.names());
			ActionListenerVerifier.listeners(beanFactory).forEach((listener) -> unheard.removeIf(listener::hears));
			unheard.forEach(UnheardActionVerifier::refuse);
		}
	}

	private static void refuse(String action) {
		throw new InvalidCharmException(
				"charmcraft.yaml declares the action '%s', and nothing in the charm listens to it".formatted(action),
				"Take actions.%s out of charmcraft.yaml, or write a listener, in a bean of the charm:%n%n    @OnAction(\"%s\")"
					.formatted(action, action));
	}

}
