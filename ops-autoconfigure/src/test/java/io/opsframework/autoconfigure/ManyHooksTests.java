package io.opsframework.autoconfigure;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.opsframework.dispatch.Journal;
import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.RemoteAppData;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import io.opsframework.model.Unit;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for one context that is driven through many hooks: each sees its own world, and
 * leaves nothing behind.
 */
class ManyHooksTests {

	private static final int HOOKS = 1_001;

	private final SimulatedCharm charm = new SimulatedCharm();

	private final List<WeakReference<Object>> hookBeans = new ArrayList<>();

	@Test
	void eachHookSeesItsOwnWorld() {
		this.charm.runner(Charm.class).withBean(Tracker.class, () -> this.hookBeans::add).run((context) -> {
			for (int i = 0; i < HOOKS; i++) {
				changeWorld(i);
				run(context, i);
				assertThat(this.charm.journal().take()).as("hook %d", i).isEqualTo(expected(i));
				assertThat(this.charm.status()).isEqualTo("active: " + world(i));
			}
			assertThat(this.charm.store().deferred("listener")).isEmpty();
		});
	}

	@Test
	void hooksLeaveNothingBehind() {
		this.charm.runner(Charm.class).withBean(Tracker.class, () -> this.hookBeans::add).run((context) -> {
			for (int i = 0; i < HOOKS; i++) {
				changeWorld(i);
				run(context, i);
				this.charm.journal().take();
			}
			assertThat(this.hookBeans).hasSizeGreaterThanOrEqualTo(2 * HOOKS);
			collectGarbage();
			assertThat(this.hookBeans).allSatisfy((bean) -> assertThat(bean.get()).isNull());
		});
	}

	// One collection need not find everything.
	private void collectGarbage() {
		for (int i = 0; i < 50 && this.hookBeans.stream().anyMatch((bean) -> bean.get() != null); i++) {
			System.gc();
		}
	}

	private void changeWorld(int i) {
		this.charm.model().config().set("port", (long) i);
		this.charm.model().setLeader(leads(i));
		if (i % 10 == 0 && i > 0) {
			this.charm.model().removeRelation(i - 10);
		}
		if (i % 10 == 0) {
			this.charm.model()
				.addRelation(RelationId.of("database:" + i), "postgresql")
				.addUnit(UnitName.of("postgresql/0"));
		}
		this.charm.model().relation(i - i % 10).updateDatabag("postgresql", Map.of("url", "db-" + i));
	}

	private void run(ApplicationContext context, int i) {
		switch (i % 4) {
			case 0 -> this.charm.hook(context, "config-changed");
			case 1 -> this.charm.hook(context, "update-status");
			case 2 -> this.charm.relationHook(context, "changed", "database:" + (i - i % 10), "postgresql/0");
			default -> this.charm.hook(context, "start");
		}
	}

	// What start defers, the next hook replays: that is config-changed.
	private static List<String> expected(int i) {
		String world = world(i);
		return switch (i % 4) {
			case 0 -> (i > 0) ? List.of("replayed start in " + world, "config-changed in " + world)
					: List.of("config-changed in " + world);
			case 1 -> List.of("update-status in " + world);
			case 2 -> List.of("database-relation-changed in " + world);
			default -> List.of("start in " + world);
		};
	}

	private static boolean leads(int i) {
		return i % 3 == 0;
	}

	private static String world(int i) {
		return "port %d, leader %s, database:%d at db-%d".formatted(i, leads(i), i - i % 10, i);
	}

	/**
	 * Remembers hook beans without keeping them.
	 */
	@FunctionalInterface
	interface Tracker {

		void add(WeakReference<Object> bean);

	}

	@ConfigurationProperties("charm.config")
	record Options(int port) {
	}

	record Credentials(String url) {
	}

	@EnableConfigurationProperties(Options.class)
	static class Charm {

		private final Options options;

		private final Unit unit;

		private final Model model;

		private final Journal journal;

		Charm(Options options, Unit unit, Model model, Journal journal, Tracker tracker) {
			this.options = options;
			this.unit = unit;
			this.model = model;
			this.journal = journal;
			tracker.add(new WeakReference<>(this));
			tracker.add(new WeakReference<>(options));
		}

		private String world(Optional<Credentials> database) {
			return "port %d, leader %s, %s at %s".formatted(this.options.port(), this.unit.isLeader(),
					this.model.relation("database").orElseThrow().id(), database.orElseThrow().url());
		}

		@OnHook
		void configChanged(ConfigChangedEvent event, @RemoteAppData("database") Optional<Credentials> database) {
			this.journal.add("config-changed in " + world(database));
		}

		@OnHook
		void updateStatus(UpdateStatusEvent event, @RemoteAppData("database") Optional<Credentials> database) {
			this.journal.add("update-status in " + world(database));
		}

		@OnRelation("database")
		void changed(RelationChangedEvent event, @RemoteAppData Credentials database) {
			this.journal.add("database-relation-changed in " + world(Optional.of(database)));
		}

		@OnHook
		void start(StartEvent event, @RemoteAppData("database") Optional<Credentials> database, CurrentHook hook) {
			if (!hook.get().context().dispatchPath().path().equals("hooks/start")) {
				this.journal.add("replayed start in " + world(database));
			}
			else {
				this.journal.add("start in " + world(database));
				event.defer("once");
			}
		}

		@OnHook
		void status(CollectUnitStatusEvent event, @RemoteAppData("database") Optional<Credentials> database) {
			event.add(Status.active(world(database)));
		}

	}

}
