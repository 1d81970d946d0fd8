package io.opsframework.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.opsframework.dispatch.Journal;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnHook;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Role;
import org.springframework.context.annotation.Scope;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for which beans live as long as a hook, by all ways in which Spring makes and
 * injects them. Each case is the same in an application that was processed ahead of time.
 */
class HookScopeCasesTests {

	private static final String HOOK = "another in each hook";

	private static final String SINGLETON = "the same in all hooks";

	private static final String PROTOTYPE = "another for each call";

	private static final String NO_HOOK = "Bean 'hookSender' exists only while a hook is running, and only in the thread that handles it";

	private final SimulatedCharm charm = new SimulatedCharm();

	// The bean 'subject' of each configuration, or why the application does not start.
	private static Map<Class<?>, String> cases() {
		Map<Class<?>, String> cases = new LinkedHashMap<>();
		cases.put(QualifiedSingleton.class, SINGLETON);
		cases.put(QualifiedHookBean.class, HOOK);
		cases.put(NamedAsParameter.class, SINGLETON);
		cases.put(PrimarySingleton.class, SINGLETON);
		cases.put(PrimaryHookBean.class, HOOK);
		cases.put(FallbackHookBean.class, SINGLETON);
		cases.put(InList.class, HOOK);
		cases.put(InListOfOthers.class, SINGLETON);
		cases.put(InMap.class, HOOK);
		cases.put(InMapOfOthers.class, SINGLETON);
		cases.put(InArray.class, HOOK);
		cases.put(InOptional.class, HOOK);
		cases.put(EmptyOptional.class, SINGLETON);
		cases.put(Provided.class, SINGLETON);
		cases.put(LazyParameter.class, SINGLETON);
		cases.put(GenericHookBean.class, HOOK);
		cases.put(GenericSingleton.class, SINGLETON);
		cases.put(ProductOfFactoryBean.class, HOOK);
		cases.put(FactoryMethodReturningInterface.class, HOOK);
		cases.put(StaticFactoryMethod.class, HOOK);
		cases.put(PrototypeInBetween.class, HOOK);
		cases.put(PrototypeItself.class, PROTOTYPE);
		cases.put(AsyncListener.class, HOOK);
		cases.put(AdvisedListener.class, HOOK);
		cases.put(AutowiredConstructorOfTwoTakesOther.class, SINGLETON);
		cases.put(AutowiredConstructorOfTwo.class, HOOK);
		cases.put(TwoConstructors.class, SINGLETON);
		cases.put(ListeningConfigurationWithStaticMethods.class, HOOK);
		cases.put(ListeningConfiguration.class,
				"Listener ListeningConfiguration.start is in a class that lives only as long as a hook, while its @Bean methods make beans that live longer: [other]");
		cases.put(ConfigurationWithConstructor.class, NO_HOOK);
		cases.put(LazyConfigurationWithConstructor.class, NO_HOOK);
		cases.put(FieldInjection.class, NO_HOOK);
		cases.put(ListenerBehindInterface.class,
				"Listener ListeningSender.start is not seen in Sender, the type that bean 'subject' is declared with");
		cases.put(ListenerOfHookBeanBehindInterface.class,
				"Listener ListeningSender.start is not seen in Sender, the type that bean 'subject' is declared with");
		return cases;
	}

	@Test
	void casesOnJvm() {
		Map<Class<?>, String> outcomes = new LinkedHashMap<>();
		cases().keySet().forEach((type) -> outcomes.put(type, outcome(() -> context(type))));
		assertThat(outcomes).containsExactlyEntriesOf(cases());
	}

	// One test, since it takes seconds to compile what was generated.
	@Test
	@CompileWithForkedClassLoader
	void casesProcessedAheadOfTime() {
		Map<Class<?>, String> outcomes = new LinkedHashMap<>();
		Map<Class<?>, ClassName> initializers = new LinkedHashMap<>();
		TestGenerationContext generation = new TestGenerationContext(
				ClassName.get("io.opsframework.autoconfigure", "Generated"));
		cases().keySet().forEach((type) -> {
			try {
				initializers.put(type, new ApplicationContextAotGenerator().processAheadOfTime(context(type),
						generation.withName(type.getSimpleName())));
			}
			catch (RuntimeException ex) {
				outcomes.put(type, NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
			}
		});
		generation.writeGeneratedContent();
		TestCompiler.forSystem()
			.with(generation)
			.compile((compiled) -> initializers
				.forEach((type, initializer) -> outcomes.put(type, outcome(() -> processed(compiled, initializer)))));
		assertThat(outcomes).containsExactlyInAnyOrderEntriesOf(cases());
	}

	private static GenericApplicationContext context(Class<?> type) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of("ops.charm.directory=" + SimulatedCharm.directory()).applyTo(context);
		context.register(type, Base.class, CharmAutoConfiguration.class);
		return context;
	}

	@SuppressWarnings("unchecked")
	private static GenericApplicationContext processed(Compiled compiled, ClassName name) {
		GenericApplicationContext context = new GenericApplicationContext();
		TestPropertyValues.of("ops.charm.directory=" + SimulatedCharm.directory()).applyTo(context);
		compiled.getInstance(ApplicationContextInitializer.class, name.canonicalName()).initialize(context);
		return context;
	}

	private String outcome(Supplier<GenericApplicationContext> source) {
		try (GenericApplicationContext context = source.get()) {
			context.registerBean("journal", Journal.class, this.charm::journal);
			context.refresh();
			this.charm.hook(context, "start");
			this.charm.hook(context, "start");
			return lifetime(this.charm.journal().take());
		}
		catch (RuntimeException ex) {
			return String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
		}
	}

	private static String lifetime(List<String> observed) {
		assertThat(observed).hasSize(4);
		if (!observed.get(0).equals(observed.get(1))) {
			return PROTOTYPE;
		}
		assertThat(observed.get(2)).isEqualTo(observed.get(3));
		return observed.get(0).equals(observed.get(2)) ? SINGLETON : HOOK;
	}

	@ConfigurationProperties("charm.config")
	record Options(int port) {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Options.class)
	@Import(Observer.class)
	static class Base {

		@Bean
		Journal journal() {
			return new Journal();
		}

	}

	static class Observer {

		@OnHook
		void start(StartEvent event, BeanFactory beanFactory, Journal journal) {
			journal.add(System.identityHashCode(beanFactory.getBean("subject")));
			journal.add(System.identityHashCode(beanFactory.getBean("subject")));
		}

	}

	// A proxy of it is made in the class loader of what was compiled.
	public interface Sender {

	}

	record HookSender(Options options) implements Sender {
	}

	record Mail() implements Sender {
	}

	static class ListeningSender implements Sender {

		@OnHook
		void start(StartEvent event) {
		}

	}

	record Box<T>(@Nullable Object content) {
	}

	static class Subject {

	}

	@Configuration(proxyBeanMethods = false)
	static class Senders {

		@Bean
		HookSender hookSender(Options options) {
			return new HookSender(options);
		}

		@Bean
		Mail mail() {
			return new Mail();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class QualifiedSingleton {

		@Bean
		Subject subject(@Qualifier("mail") Sender sender) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class QualifiedHookBean {

		@Bean
		Subject subject(@Qualifier("hookSender") Sender sender) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class NamedAsParameter {

		@Bean
		Subject subject(Sender mail) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class PrimarySingleton {

		@Bean
		@Primary
		Mail primary() {
			return new Mail();
		}

		@Bean
		Subject subject(Sender sender) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class PrimaryHookBean {

		@Bean
		@Primary
		HookSender primary(Options options) {
			return new HookSender(options);
		}

		@Bean
		Subject subject(Sender sender) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FallbackHookBean {

		@Bean
		@Fallback
		HookSender hookSender(Options options) {
			return new HookSender(options);
		}

		@Bean
		Mail mail() {
			return new Mail();
		}

		@Bean
		Subject subject(Sender sender) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class InList {

		@Bean
		Subject subject(List<Sender> senders) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class InListOfOthers {

		@Bean
		Subject subject(List<Mail> senders) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class InMap {

		@Bean
		Subject subject(Map<String, Sender> senders) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class InMapOfOthers {

		@Bean
		Subject subject(Map<String, Mail> senders) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class InArray {

		@Bean
		Subject subject(Sender[] senders) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class InOptional {

		@Bean
		Subject subject(Optional<HookSender> sender) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class EmptyOptional {

		@Bean
		Subject subject(Optional<ListeningSender> sender) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class Provided {

		@Bean
		Subject subject(ObjectProvider<HookSender> sender) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class LazyParameter {

		@Bean
		Subject subject(@Lazy @Qualifier("hookSender") Sender sender) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class GenericHookBean {

		@Bean
		Box<String> hookBox(Options options) {
			return new Box<>(options);
		}

		@Bean
		Box<Integer> otherBox() {
			return new Box<>(1);
		}

		@Bean
		Subject subject(Box<String> box) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class GenericSingleton {

		@Bean
		Box<String> hookBox(Options options) {
			return new Box<>(options);
		}

		@Bean
		Box<Integer> otherBox() {
			return new Box<>(1);
		}

		@Bean
		Subject subject(Box<Integer> box) {
			return new Subject();
		}

	}

	static class BoxFactory implements FactoryBean<Box<String>> {

		private final HookSender sender;

		BoxFactory(HookSender sender) {
			this.sender = sender;
		}

		@Override
		public Box<String> getObject() {
			return new Box<>(this.sender);
		}

		@Override
		public Class<?> getObjectType() {
			return Box.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Senders.class, BoxFactory.class })
	static class ProductOfFactoryBean {

		@Bean
		Subject subject(Box<String> box) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FactoryMethodReturningInterface {

		@Bean
		Sender subject(Options options) {
			return new HookSender(options);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class StaticFactoryMethod {

		@Bean
		static Subject subject(HookSender sender) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class PrototypeInBetween {

		@Bean
		@Scope(BeanDefinition.SCOPE_PROTOTYPE)
		Box<String> box(HookSender sender) {
			return new Box<>(sender);
		}

		@Bean
		Subject subject(Box<String> box) {
			return new Subject();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class PrototypeItself {

		@Bean
		@Scope(BeanDefinition.SCOPE_PROTOTYPE)
		Subject subject(HookSender sender) {
			return new Subject();
		}

	}

	static class Listening {

		@OnHook
		void start(StartEvent event) {
		}

		@Async
		void later() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class AsyncListener {

		@Bean
		Listening subject() {
			return new Listening();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AdvisedListener {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static DefaultAdvisorAutoProxyCreator autoProxyCreator() {
			DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
			creator.setProxyTargetClass(true);
			return creator;
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static DefaultPointcutAdvisor advisor() {
			NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
			pointcut.setMappedName("later");
			return new DefaultPointcutAdvisor(pointcut, (MethodInterceptor) (invocation) -> invocation.proceed());
		}

		@Bean
		Listening subject() {
			return new Listening();
		}

	}

	@Component("subject")
	@Import(Senders.class)
	static class AutowiredConstructorOfTwo {

		@Autowired
		AutowiredConstructorOfTwo(HookSender sender) {
		}

		AutowiredConstructorOfTwo(Mail mail) {
		}

		AutowiredConstructorOfTwo() {
		}

	}

	@Component("subject")
	@Import(Senders.class)
	static class AutowiredConstructorOfTwoTakesOther {

		AutowiredConstructorOfTwoTakesOther(HookSender sender) {
		}

		@Autowired
		AutowiredConstructorOfTwoTakesOther(Mail mail) {
		}

		AutowiredConstructorOfTwoTakesOther() {
		}

	}

	@Component("subject")
	@Import(Senders.class)
	static class TwoConstructors {

		TwoConstructors(HookSender sender) {
		}

		TwoConstructors(Mail mail) {
		}

		TwoConstructors() {
		}

	}

	@Configuration(value = "subject", proxyBeanMethods = false)
	static class ListeningConfiguration {

		@OnHook
		void start(StartEvent event) {
		}

		@Bean
		Mail other() {
			return new Mail();
		}

	}

	@Configuration("subject")
	static class ListeningConfigurationWithStaticMethods {

		@OnHook
		void start(StartEvent event) {
		}

		@Bean
		static Mail other() {
			return new Mail();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class ConfigurationWithConstructor {

		ConfigurationWithConstructor(HookSender sender) {
		}

		@Bean
		Subject subject() {
			return new Subject();
		}

	}

	@Lazy
	@Configuration(proxyBeanMethods = false)
	@Import(Senders.class)
	static class LazyConfigurationWithConstructor {

		LazyConfigurationWithConstructor(HookSender sender) {
		}

		@Bean
		Subject subject() {
			return new Subject();
		}

	}

	@Component("subject")
	@Import(Senders.class)
	static class FieldInjection {

		@Autowired
		HookSender sender;

	}

	@Configuration(proxyBeanMethods = false)
	static class ListenerBehindInterface {

		@Bean
		Sender subject() {
			return new ListeningSender();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListenerOfHookBeanBehindInterface {

		@Bean
		Sender subject(Options options) {
			return new ListeningSender();
		}

	}

}
