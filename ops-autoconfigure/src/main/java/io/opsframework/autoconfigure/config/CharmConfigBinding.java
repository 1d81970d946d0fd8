package io.opsframework.autoconfigure.config;

import java.util.List;
import java.util.stream.Stream;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.hooktool.HookToolException;
import io.opsframework.invocation.CharmConfig;
import io.opsframework.juju.Excerpt;
import io.opsframework.scope.HookBeanScope;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The {@code @ConfigurationProperties} classes under {@code charm.config}, and why they
 * do not bind.
 */
public final class CharmConfigBinding implements CharmConfig {

	/**
	 * The prefix of the charm's configuration, without the final dot.
	 */
	public static final String PREFIX = JujuConfigPropertySource.PREFIX;

	private static final int LONGEST_PROBLEM = 500;

	private final ConfigurableListableBeanFactory beanFactory;

	private final ConfigProblem problem;

	private @Nullable List<String> beanNames;

	/**
	 * Create a new binding.
	 * @param beanFactory the bean factory with the classes' beans
	 * @param metadata what the charm declares
	 */
	public CharmConfigBinding(ConfigurableListableBeanFactory beanFactory, CharmMetadata metadata) {
		this.beanFactory = beanFactory;
		this.problem = new ConfigProblem(metadata);
	}

	/**
	 * Whether the charm's configuration is bound to a bean.
	 * @param beanFactory the bean factory
	 * @param name the bean's name
	 * @return {@code true} if its prefix is {@code charm.config} or below
	 */
	public static boolean isBound(ListableBeanFactory beanFactory, String name) {
		return isBound(beanFactory.findAnnotationOnBean(name, ConfigurationProperties.class, false));
	}

	private static boolean isBound(@Nullable ConfigurationProperties annotation) {
		return annotation != null && (annotation.prefix() + ".").startsWith(PREFIX + ".");
	}

	@Override
	public boolean isUsed() {
		return !beanNames().isEmpty();
	}

	@Override
	public boolean isBoundTo(Class<?> type) {
		return isBound(AnnotatedElementUtils.findMergedAnnotation(type, ConfigurationProperties.class));
	}

	@Override
	public @Nullable String problem(Throwable failure) {
		ConfigurationPropertiesBindException unbound = ConfigProblem.find(failure,
				ConfigurationPropertiesBindException.class);
		if (unbound == null || !isBound(unbound.getAnnotation())) {
			return null;
		}
		HookToolException unread = ConfigProblem.find(unbound, HookToolException.class);
		if (unread != null) {
			throw unread;
		}
		// A reason may have the value in it as well.
		return Excerpt.of(this.problem.describe(unbound), LONGEST_PROBLEM);
	}

	@Override
	public @Nullable String validate() {
		for (String name : beanNames()) {
			try {
				this.beanFactory.getBean(name);
			}
			catch (RuntimeException ex) {
				String found = problem(ex);
				if (found == null) {
					throw ex;
				}
				return found;
			}
		}
		return null;
	}

	private List<String> beanNames() {
		List<String> names = this.beanNames;
		if (names == null) {
			names = Stream.of(this.beanFactory.getBeanDefinitionNames()).filter(this::isConfiguration).toList();
			this.beanNames = names;
		}
		return names;
	}

	private boolean isConfiguration(String name) {
		return HookBeanScope.NAME.equals(this.beanFactory.getBeanDefinition(name).getScope())
				&& isBound(this.beanFactory, name);
	}

}
