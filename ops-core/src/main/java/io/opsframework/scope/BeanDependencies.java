package io.opsframework.scope;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.AutowiredAnnotationBeanPostProcessor;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What Spring injects into beans, found out before any of them is made.
 */
final class BeanDependencies {

	// The order in which Spring tries several constructors or factory methods.
	private static final Comparator<Executable> TRIED_FIRST = Comparator
		.<Executable, Boolean>comparing((executable) -> !Modifier.isPublic(executable.getModifiers()))
		.thenComparing(Comparator.comparing(Executable::getParameterCount).reversed());

	private final DefaultListableBeanFactory beanFactory;

	private final DependencyResolver resolver;

	// One of our own: the context does not have its yet.
	private final AutowiredAnnotationBeanPostProcessor autowired = new AutowiredAnnotationBeanPostProcessor();

	BeanDependencies(DefaultListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		this.resolver = new DependencyResolver(beanFactory);
		this.autowired.setBeanFactory(beanFactory);
	}

	// The names of the beans that are injected, none if that would fail: this is said
	// where the bean is made, or by MissingDependencies.
	Set<String> names(DependencyDescriptor dependency, String beanName) {
		try {
			return this.resolver.resolve(dependency, beanName);
		}
		catch (BeansException ex) {
			return Set.of();
		}
	}

	// Throws what Spring throws when it injects them.
	void resolve(DependencyDescriptor dependency, String beanName) throws BeansException {
		this.resolver.resolve(dependency, beanName);
	}

	// The parameters of the constructor or factory method.
	List<DependencyDescriptor> ofCreation(String beanName) {
		List<? extends Executable> creators = creators(beanName).sorted(TRIED_FIRST).toList();
		for (Executable creator : creators) {
			if (creators.size() == 1 || isSatisfied(creator, beanName)) {
				return parameters(creator, true);
			}
		}
		return creators.isEmpty() ? List.of() : parameters(creators.get(creators.size() - 1), true);
	}

	private boolean isSatisfied(Executable creator, String beanName) {
		try {
			parameters(creator, true).forEach((parameter) -> resolve(parameter, beanName));
			return true;
		}
		catch (BeansException ex) {
			return false;
		}
	}

	private static List<DependencyDescriptor> parameters(Executable executable, boolean required) {
		return IntStream.range(0, executable.getParameterCount())
			.mapToObj((index) -> MethodParameter.forExecutable(executable, index))
			.filter((parameter) -> !InjectionPoint.class.isAssignableFrom(parameter.getParameterType()))
			.map((parameter) -> new DependencyDescriptor(parameter, required))
			.toList();
	}

	private Stream<? extends Executable> creators(String beanName) {
		RootBeanDefinition definition = (RootBeanDefinition) this.beanFactory.getMergedBeanDefinition(beanName);
		Class<?> type = beanClass(beanName);
		if (definition.getInstanceSupplier() != null || definition.hasConstructorArgumentValues() || type == null) {
			return Stream.empty();
		}
		return (definition.getFactoryMethodName() != null) ? factoryMethods(definition)
				: constructors(definition, type, beanName);
	}

	private @Nullable Class<?> beanClass(String beanName) {
		String name = this.beanFactory.isFactoryBean(beanName) ? BeanFactory.FACTORY_BEAN_PREFIX + beanName : beanName;
		Class<?> type = this.beanFactory.getType(name, false);
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	private Stream<Method> factoryMethods(RootBeanDefinition definition) {
		Method resolved = definition.getResolvedFactoryMethod();
		if (resolved != null) {
			return Stream.of(resolved);
		}
		String factoryBean = definition.getFactoryBeanName();
		Class<?> factory = (factoryBean != null) ? beanClass(factoryBean) : definition.getBeanClass();
		return (factory != null)
				? Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(factory))
					.filter(definition::isFactoryMethod)
					.filter((method) -> Modifier.isStatic(method.getModifiers()) == (factoryBean == null))
				: Stream.empty();
	}

	private Stream<Constructor<?>> constructors(RootBeanDefinition definition, Class<?> type, String beanName) {
		Constructor<?>[] constructors = this.autowired.determineCandidateConstructors(type, beanName);
		if (constructors == null
				&& definition.getResolvedAutowireMode() == AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR) {
			constructors = type.getDeclaredConstructors();
		}
		if (constructors == null) {
			constructors = definition.getPreferredConstructors();
		}
		return (constructors != null) ? Arrays.stream(constructors) : Stream.empty();
	}

	// The fields and the parameters of methods that are injected.
	List<DependencyDescriptor> ofMembers(String beanName) {
		Class<?> type = beanClass(beanName);
		if (type == null) {
			return List.of();
		}
		RootBeanDefinition found = new RootBeanDefinition(type);
		this.autowired.postProcessMergedBeanDefinition(found, type, beanName);
		List<DependencyDescriptor> dependencies = new ArrayList<>();
		found.getExternallyManagedConfigMembers().forEach((member) -> {
			if (member instanceof Field field) {
				dependencies.add(new DependencyDescriptor(field, isRequired(field)));
			}
			else if (member instanceof Method method) {
				dependencies.addAll(parameters(method, isRequired(method)));
			}
		});
		dependencies.forEach((dependency) -> dependency.setContainingClass(type));
		return dependencies;
	}

	private static boolean isRequired(AnnotatedElement member) {
		Autowired annotation = AnnotatedElementUtils.findMergedAnnotation(member, Autowired.class);
		return annotation == null || annotation.required();
	}

}
