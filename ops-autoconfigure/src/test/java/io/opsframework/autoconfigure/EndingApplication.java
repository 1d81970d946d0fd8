package io.opsframework.autoconfigure;

import java.util.concurrent.CountDownLatch;

import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.InstallEvent;
import io.opsframework.event.LeaderElectedEvent;
import io.opsframework.event.LeaderSettingsChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.event.UpgradeCharmEvent;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import io.opsframework.model.Status;
import io.opsframework.model.Unit;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The application of a charm whose hooks end in all the ways there are.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
@EnableScheduling
@Import({ EndingApplication.EndingCharm.class, EndingApplication.Worker.class, EndingApplication.Exporter.class })
public class EndingApplication {

	private static final Logger logger = LoggerFactory.getLogger(EndingApplication.class);

	/**
	 * Run the charm, by an author who takes every failure for a small one.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		try {
			SpringApplication.run(EndingApplication.class, args);
		}
		catch (RuntimeException ex) {
			logger.info("Never mind", ex);
		}
	}

	static void runForever() {
		boolean running = true;
		while (running) {
			try {
				new CountDownLatch(1).await();
				running = false;
			}
			catch (InterruptedException ex) {
				logger.debug("Go on");
			}
		}
	}

	/**
	 * The charm.
	 */
	static class EndingCharm {

		private final Worker worker;

		private final Unit unit;

		EndingCharm(Worker worker, Unit unit) {
			this.worker = worker;
			this.unit = unit;
		}

		@OnHook
		void leaveThreadsBehind(StartEvent event) {
			new Thread(EndingApplication::runForever, "left behind").start();
			this.worker.work();
			Runtime.getRuntime().addShutdownHook(new Thread(EndingApplication::runForever));
		}

		@OnHook(InstallEvent.class)
		void exit() {
			System.exit(0);
		}

		@OnHook(UpgradeCharmEvent.class)
		void exitElsewhere() throws InterruptedException {
			Thread thread = new Thread(() -> System.exit(0));
			thread.start();
			thread.join();
		}

		@OnHook(LeaderElectedEvent.class)
		void leaveInterrupt() {
			Thread.currentThread().interrupt();
		}

		@OnHook(ConfigChangedEvent.class)
		void failInterrupted() {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("out of order");
		}

		@OnHook
		void defer(UpdateStatusEvent event) {
			event.defer("another time");
		}

		@OnHook
		@SuppressWarnings("deprecation")
		void reboot(LeaderSettingsChangedEvent event) {
			event.defer("another time");
			this.unit.rebootNow();
		}

		@OnHook
		void stop(StopEvent event) {
			logger.info("Stopping");
		}

		@OnAction("greet")
		void exitInAction() {
			System.exit(0);
		}

		@OnHook
		void status(CollectUnitStatusEvent event) {
			event.add(Status.active());
		}

		@PreDestroy
		void end() {
			logger.info("The hook's beans are gone");
		}

	}

	/**
	 * Works on when the hook is over.
	 */
	static class Worker {

		@Async
		void work() {
			runForever();
		}

		@Scheduled(fixedRate = 1000)
		void tick() {
			logger.debug("Tick");
		}

	}

	/**
	 * Sends what it has when the application ends.
	 */
	static class Exporter {

		private final Environment environment;

		Exporter(Environment environment) {
			this.environment = environment;
			if (environment.getProperty("test.fail", "").equals("bean")) {
				throw new IllegalStateException("no exporter");
			}
		}

		@EventListener(ApplicationReadyEvent.class)
		void ready() {
			logger.info("Ready");
			if (this.environment.getProperty("test.fail", "").equals("ready")) {
				throw new IllegalStateException("not ready");
			}
		}

		@EventListener(ContextClosedEvent.class)
		void closed() {
			logger.info("Closed");
		}

		@PreDestroy
		void export() {
			logger.info("Exported");
			if (this.environment.getProperty("test.fail", "").equals("close")) {
				runForever();
			}
		}

	}

}
