package io.opsframework.invocation;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The order in which listeners are called: by {@code @Order}, by their beans' names, and
 * within a bean as they are written, inherited ones first. Reflection has no such order:
 * it was found ahead of time, or is read from the class file. Where neither is there,
 * listeners run by their ids.
 */
final class ListenerOrder implements Comparator<CharmListener> {

	/**
	 * The attribute of a bean definition with the order that was read ahead of time.
	 */
	static final String ATTRIBUTE = "io.opsframework.invocation.listenerOrder";

	private static final Logger logger = LoggerFactory.getLogger(ListenerOrder.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final Map<String, List<String>> written = new ConcurrentHashMap<>();

	private final Comparator<CharmListener> order = Comparator.comparingInt(CharmListener::order)
		.thenComparing(CharmListener::beanName)
		.thenComparingInt(this::position)
		.thenComparing(CharmListener::id);

	ListenerOrder(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public int compare(CharmListener left, CharmListener right) {
		return this.order.compare(left, right);
	}

	private int position(CharmListener listener) {
		return this.written.computeIfAbsent(listener.beanName(), (beanName) -> written(beanName, listener.beanType()))
			.indexOf(signature(listener.method()));
	}

	private List<String> written(String beanName, Class<?> type) {
		Object known = this.beanFactory.containsBeanDefinition(beanName)
				? this.beanFactory.getBeanDefinition(beanName).getAttribute(ATTRIBUTE) : null;
		return (known instanceof String[] signatures) ? List.of(signatures)
				: read(ListenerMethodFactory.listeners(type), type, this.beanFactory.getBeanClassLoader());
	}

	/**
	 * Read in which order the methods of a class are written.
	 * @param methods the methods
	 * @param type the class that has or inherits them
	 * @param classLoader has the class files
	 * @return the methods' signatures, without those that cannot be read
	 */
	static List<String> read(Set<Method> methods, Class<?> type, @Nullable ClassLoader classLoader) {
		Set<Class<?>> hierarchy = new LinkedHashSet<>();
		addHierarchy(type, hierarchy);
		List<String> signatures = new ArrayList<>();
		for (Class<?> declaring : hierarchy) {
			Set<String> declared = methods.stream()
				.filter((method) -> method.getDeclaringClass() == declaring)
				.map(ListenerOrder::signature)
				.collect(Collectors.toSet());
			if (!declared.isEmpty()) {
				readMethods(declaring, classLoader).stream().filter(declared::contains).forEach(signatures::add);
			}
		}
		return signatures;
	}

	private static void addHierarchy(Class<?> type, Set<Class<?>> hierarchy) {
		if (type.getSuperclass() != null) {
			addHierarchy(type.getSuperclass(), hierarchy);
		}
		for (Class<?> declared : type.getInterfaces()) {
			addHierarchy(declared, hierarchy);
		}
		hierarchy.add(type);
	}

	private static List<String> readMethods(Class<?> type, @Nullable ClassLoader classLoader) {
		MethodNames names = new MethodNames();
		String file = ClassUtils.convertClassNameToResourcePath(type.getName()) + ClassUtils.CLASS_FILE_SUFFIX;
		ClassLoader loader = (classLoader != null) ? classLoader : ClassLoader.getSystemClassLoader();
		try (InputStream content = loader.getResourceAsStream(file)) {
			if (content != null) {
				new ClassReader(content).accept(names,
						ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			logger.debug("Listeners of {} run in the order of their ids: its class file cannot be read", type, ex);
		}
		return names.signatures;
	}

	private static String signature(Method method) {
		return method.getName() + Type.getMethodDescriptor(method);
	}

	/**
	 * Notes the methods of a class file, overloads told apart.
	 */
	private static final class MethodNames extends ClassVisitor {

		private final List<String> signatures = new ArrayList<>();

		MethodNames() {
			super(SpringAsmInfo.ASM_VERSION);
		}

		@Override
		public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor,
				@Nullable String signature, String @Nullable [] exceptions) {
			this.signatures.add(name + descriptor);
			return null;
		}

	}

}
