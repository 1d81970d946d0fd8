package io.opsframework.autoconfigure;

import java.util.Map;

import io.opsframework.event.InstallEvent;
import io.opsframework.event.SecretChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnSecret;
import io.opsframework.model.Unit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The application of a charm that has something to hide.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(SecretApplication.SecretCharm.class)
public class SecretApplication {

	static final String PASSWORD = "s3cr3t-p4ssw0rd";

	/**
	 * Run the charm.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(SecretApplication.class, args);
	}

	/**
	 * The charm.
	 */
	static class SecretCharm {

		private final Unit unit;

		SecretCharm(Unit unit) {
			this.unit = unit;
		}

		@OnHook(InstallEvent.class)
		void add() {
			this.unit.addSecret(Map.of("password", PASSWORD, "user-name", "admin"))
				.setContent(Map.of("password", PASSWORD));
		}

		@OnHook(StartEvent.class)
		void addAndFail() {
			throw new IllegalStateException("after " + this.unit.addSecret(Map.of("password", PASSWORD)));
		}

		@OnSecret
		void read(SecretChangedEvent event) {
			if (!event.secret().refresh().containsValue(PASSWORD)) {
				throw new IllegalStateException("no password in " + event);
			}
			throw new IllegalStateException("enough of " + event);
		}

	}

}
