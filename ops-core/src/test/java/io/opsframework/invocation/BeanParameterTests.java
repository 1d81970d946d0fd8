package io.opsframework.invocation;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.listener.OnHook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for beans as parameters of listeners.
 */
class BeanParameterTests {

	@Test
	void severalBeansAreInjectedAsInConstructor() {
		assertThat(start(Several.class)).containsExactly("list [chat, mail]", "collection [mail, chat]",
				"set [mail, chat]", "array [chat, mail]", "map {mail=mail, chat=chat}", "quick [chat]",
				"codecs [text]");
	}

	@Test
	void oneBeanIsChosenAsInConstructor() {
		assertThat(start(Single.class)).containsExactly("qualifier chat", "name mail", "primary big", "generics text",
				"point start", "number 5");
	}

	@Test
	void beansThatMayBeMissingAreInjectedAsInConstructor() {
		assertThat(start(Missing.class)).containsExactly("optional big", "optional empty", "provider [chat, mail]",
				"provider null", "nullable null", "list null");
	}

	@Test
	void valuesAreInjectedAsInConstructor() {
		assertThat(start(Values.class)).containsExactly("placeholder Hello", "expression 5", "bean mail");
	}

	@Test
	void lazyBeanIsMadeWhenItIsUsed() {
		assertThat(start(LazyUser.class)).containsExactly("proxy true", "made", "used");
	}

	@Test
	void contextIsInjectedAsInConstructor() {
		assertThat(start(ContextUser.class)).containsExactly("true");
	}

	@Test
	void beansOfHookAreMadeInHookOnly() {
		Journal journal = new Journal();
		try (TestCharm charm = new TestCharm(journal, new MemoryStateStore(), HookBean.class, HookBeanUser.class)) {
			assertThat(journal.take()).isEmpty();
			charm.hook("start");
			assertThat(journal.take()).containsExactly("made", "one", "list 1");
			charm.hook("stop");
			assertThat(journal.take()).containsExactly("made", "stop");
		}
	}

	@Test
	void missingBeansStopTheContext() {
		assertNothingProvides(MissingElements.class, "java.util.List<java.net.URI>");
		assertNothingProvides(MissingValues.class, "java.util.Map<java.lang.String, java.net.URI>");
		assertNothingProvides(MissingArray.class, "URI[]");
		assertNothingProvides(MissingQualifier.class, "Sender");
		assertNothingProvides(MissingGenerics.class, "Codec<java.lang.Long>");
		assertNothingProvides(MissingLazy.class, "java.net.URI");
		assertNothingProvides(MissingPrimitive.class, "long");
	}

	@Test
	void ambiguousBeanStopsTheContext() {
		for (Class<?> ambiguous : List.of(Ambiguous.class, AmbiguousOptional.class)) {
			InvalidListenerException refusal = TestCharm.refusal(Senders.class, ambiguous);
			assertThat(refusal).hasMessageContaining(ambiguous.getSimpleName() + ".start has a parameter of type")
				.hasMessageContaining("for which there are the beans [mail, chat]");
			assertThat(refusal.getAction()).contains("@Qualifier").contains("@Primary");
		}
	}

	private static void assertNothingProvides(Class<?> component, String type) {
		assertThat(TestCharm.refusal(Senders.class, component))
			.hasMessageContaining(component.getSimpleName() + ".start has a parameter of type ")
			.hasMessageContaining(type + " that nothing provides");
	}

	private static List<String> start(Class<?> component) {
		Journal journal = new Journal();
		try (TestCharm charm = new TestCharm(journal, new MemoryStateStore(), Senders.class, component)) {
			charm.hook("start");
			return journal.take();
		}
	}

	private static String names(Collection<? extends Sender> senders) {
		return senders.stream().map(Sender::name).toList().toString();
	}

	interface Sender {

		String name();

	}

	interface Used {

		void use();

	}

	record NamedSender(String name) implements Sender {
	}

	record Codec<T>(String name) {
	}

	record Engine(String name) {
	}

	record Place(String name) {
	}

	@Configuration(proxyBeanMethods = false)
	static class Senders {

		@Bean
		@Order(2)
		Sender mail() {
			return new NamedSender("mail");
		}

		@Bean
		@Order(1)
		@Qualifier("quick")
		Sender chat() {
			return new NamedSender("chat");
		}

		@Bean
		Codec<String> text() {
			return new Codec<>("text");
		}

		@Bean
		Codec<Integer> number() {
			return new Codec<>("number");
		}

		@Bean
		Engine small() {
			return new Engine("small");
		}

		@Bean
		@Primary
		Engine big() {
			return new Engine("big");
		}

		@Bean
		Integer five() {
			return 5;
		}

		@Bean
		@Scope("prototype")
		Place place(InjectionPoint point) {
			return new Place(point.getMember().getName());
		}

		@Bean
		@Lazy
		Used used(Journal journal) {
			journal.add("made");
			return () -> journal.add("used");
		}

	}

	abstract static class Component {

		final Journal journal;

		Component(Journal journal) {
			this.journal = journal;
		}

	}

	static class Several extends Component {

		Several(Journal journal) {
			super(journal);
		}

		@OnHook
		void start(StartEvent event, List<Sender> list, Collection<Sender> collection, Set<Sender> set, Sender[] array,
				Map<String, Sender> map, @Qualifier("quick") List<Sender> quick, List<Codec<String>> codecs) {
			this.journal.add("list " + names(list));
			this.journal.add("collection " + names(collection));
			this.journal.add("set " + names(set));
			this.journal.add("array " + names(Arrays.asList(array)));
			this.journal.add("map {mail=%s, chat=%s}".formatted(map.get("mail").name(), map.get("chat").name()));
			this.journal.add("quick " + names(quick));
			this.journal.add("codecs " + codecs.stream().map(Codec::name).toList());
		}

	}

	static class Single extends Component {

		Single(Journal journal) {
			super(journal);
		}

		@OnHook
		void start(StartEvent event, @Qualifier("quick") Sender qualified, Sender mail, Engine engine,
				Codec<String> codec, Place place, int number) {
			this.journal.add("qualifier " + qualified.name());
			this.journal.add("name " + mail.name());
			this.journal.add("primary " + engine.name());
			this.journal.add("generics " + codec.name());
			this.journal.add("point " + place.name());
			this.journal.add("number " + number);
		}

	}

	static class Missing extends Component {

		Missing(Journal journal) {
			super(journal);
		}

		@OnHook
		void start(StartEvent event, Optional<Engine> present, Optional<Runnable> absent,
				ObjectProvider<Sender> provider, ObjectProvider<Runnable> none, @Nullable Runnable nullable,
				@Nullable List<Runnable> list) {
			this.journal.add("optional " + present.orElseThrow().name());
			this.journal.add("optional " + (absent.isPresent() ? "present" : "empty"));
			this.journal.add("provider " + names(provider.orderedStream().toList()));
			this.journal.add("provider " + none.getIfAvailable());
			this.journal.add("nullable " + nullable);
			this.journal.add("list " + list);
		}

	}

	static class Values extends Component {

		Values(Journal journal) {
			super(journal);
		}

		@OnHook
		void start(StartEvent event, @Value("${no.such.property:Hello}") String placeholder,
				@Value("#{2 + 3}") int expression, @Value("#{@mail.name()}") String bean) {
			this.journal.add("placeholder " + placeholder);
			this.journal.add("expression " + expression);
			this.journal.add("bean " + bean);
		}

	}

	static class LazyUser extends Component {

		LazyUser(Journal journal) {
			super(journal);
		}

		@OnHook
		void start(StartEvent event, @Lazy Used used) {
			this.journal.add("proxy " + Proxy.isProxyClass(used.getClass()));
			used.use();
		}

	}

	static class ContextUser extends Component {

		ContextUser(Journal journal) {
			super(journal);
		}

		@OnHook
		void start(StartEvent event, ApplicationEventPublisher publisher, Environment environment) {
			this.journal.add(String.valueOf(publisher != null && environment != null));
		}

	}

	static class HookBean extends Component implements Sender {

		HookBean(Journal journal) {
			super(journal);
			journal.add("made");
		}

		@Override
		public String name() {
			return "one";
		}

		@OnHook
		void stop(StopEvent event) {
			this.journal.add("stop");
		}

	}

	static class HookBeanUser extends Component {

		HookBeanUser(Journal journal) {
			super(journal);
		}

		@OnHook
		void start(StartEvent event, HookBean one, List<Sender> list, Optional<Sender> optional) {
			this.journal.add(one.name());
			this.journal.add("list " + list.size());
		}

	}

	static class MissingElements {

		@OnHook
		void start(StartEvent event, List<URI> list) {
		}

	}

	static class MissingValues {

		@OnHook
		void start(StartEvent event, Map<String, URI> map) {
		}

	}

	static class MissingArray {

		@OnHook
		void start(StartEvent event, URI[] array) {
		}

	}

	static class MissingQualifier {

		@OnHook
		void start(StartEvent event, @Qualifier("slow") Sender sender) {
		}

	}

	static class MissingGenerics {

		@OnHook
		void start(StartEvent event, Codec<Long> codec) {
		}

	}

	static class MissingLazy {

		@OnHook
		void start(StartEvent event, @Lazy URI uri) {
		}

	}

	static class MissingPrimitive {

		@OnHook
		void start(StartEvent event, long number) {
		}

	}

	static class Ambiguous {

		@OnHook
		void start(StartEvent event, Sender sender) {
		}

	}

	static class AmbiguousOptional {

		@OnHook
		void start(StartEvent event, Optional<Sender> sender) {
		}

	}

}
