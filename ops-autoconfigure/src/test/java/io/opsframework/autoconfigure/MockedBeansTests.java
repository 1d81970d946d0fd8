package io.opsframework.autoconfigure;

import java.util.Map;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestJuju;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnHook;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/**
 * Tests for mocks of a charm's beans: the scope of hook beans does not undo them.
 */
@SpringJUnitConfig
class MockedBeansTests {

	@MockitoBean
	private HookBean hookBean;

	@MockitoBean
	private Singleton singleton;

	@MockitoBean
	private OtherCharm otherCharm;

	@Autowired
	private ApplicationContext context;

	private final TestJuju juju = new TestJuju(Map.of("port", 1L), new Journal(), new MemoryStateStore());

	@DynamicPropertySource
	static void charm(DynamicPropertyRegistry registry) {
		registry.add("ops.charm.directory", () -> SimulatedCharm.directory().toString());
	}

	@Test
	void mockOfHookBeanIsUsed() {
		BDDMockito.given(this.singleton.answer()).willReturn("mocked");
		start();
		start();
		Mockito.verify(this.hookBean, Mockito.times(2)).use("mocked");
	}

	@Test
	void mockOfSingletonIsUsed() {
		start();
		Mockito.verify(this.singleton).answer();
	}

	@Test
	void mockOfListenerIsCalled() {
		start();
		Mockito.verify(this.otherCharm).start();
	}

	private void start() {
		this.juju.hook(this.context, "start");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(CharmAutoConfiguration.class)
	@EnableConfigurationProperties(Options.class)
	@Import({ HookBean.class, Singleton.class, Charm.class, OtherCharm.class })
	static class Application {

	}

	@ConfigurationProperties("charm.config")
	record Options(int port) {
	}

	static class HookBean {

		HookBean(Options options) {
		}

		void use(String answer) {
			throw new IllegalStateException("The real bean");
		}

	}

	static class Singleton {

		String answer() {
			throw new IllegalStateException("The real bean");
		}

	}

	static class OtherCharm {

		@OnHook(StartEvent.class)
		void start() {
			throw new IllegalStateException("The real bean");
		}

	}

	static class Charm {

		private final HookBean hookBean;

		private final Singleton singleton;

		Charm(HookBean hookBean, Singleton singleton) {
			this.hookBean = hookBean;
			this.singleton = singleton;
		}

		@OnHook(StartEvent.class)
		void start() {
			this.hookBean.use(this.singleton.answer());
		}

	}

}
