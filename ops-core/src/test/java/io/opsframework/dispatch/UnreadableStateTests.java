package io.opsframework.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;

import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.juju.JujuContext;
import io.opsframework.model.UnitAgent;
import io.opsframework.simulation.pebble.SimulatedPebble;
import io.opsframework.state.FileStateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no content of the state's file stops a hook, or is believed in part.
 */
class UnreadableStateTests {

	private static final String ENTRY = "{'listener':'config',"
			+ "'event':{'juju':{'JUJU_DISPATCH_PATH':'hooks/config-changed'}},'reason':'later','since':1,'attempts':0}";

	private final Journal journal = new Journal();

	private final TestCharm charm = new TestCharm(this.journal, new MemoryStateStore(), Charm.class);

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.charm.close();
	}

	// Without this the others would prove nothing.
	@Test
	void whatCanBeReadIsReplayed() throws IOException {
		run("{'version':1,'deferred':[" + ENTRY + "]}");
		assertThat(this.journal.take()).containsExactly("config", "start");
		assertThat(this.charm.log().lines(Level.SEVERE)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "{}", "{'version':-1}", "{'version':1,'deferred':'x'}",
			"{'version':1,'deferred':{}}", "{'version':1,'deferred':[ENTRY,'x']}",
			"{'version':1,'deferred':[ENTRY,{'listener':'config'}]}",
			"{'version':1,'deferred':[ENTRY,{'listener':1,'event':{},'reason':'x','since':1,'attempts':0}]}",
			"{'version':1,'deferred':[ENTRY,{'listener':'x','event':{'juju':{'A':1}},'reason':'x','since':1,'attempts':0}]}",
			"{'version':1,'deferred':[ENTRY],'config':'x'}", "{'version':1,'deferred':[ENTRY],'config':[]}",
			"{'version':1,'deferred':[ENTRY],'config':{'port':{'a':1}}}",
			"{'version':1,'deferred':[ENTRY],'config':{'port':null}}",
			"{'version':1,'deferred':[ENTRY],'generation':'x'}",
			"{'version':1,'deferred':[ENTRY],'generation':1,'previous':[]}" })
	void whatCannotBeReadIsSetAsideAsAWhole(String content) throws IOException {
		run(content.replace("ENTRY", ENTRY));
		assertThat(this.journal.take()).containsExactly("start");
		assertThat(this.charm.log().lines(Level.SEVERE)).singleElement()
			.asString()
			.contains(file().toString(), "cannot be read", "set aside as");
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).singleElement().asString().contains(".unreadable-");
		}
	}

	private void run(String content) throws IOException {
		Files.writeString(file(), content.replace('\'', '"'));
		new FileJuju(this.journal, file()).hook(this.charm.context(), "start");
	}

	private Path file() {
		return this.directory.resolve("state.json");
	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@EventListener
		void start(StartEvent event) {
			this.journal.called("start", event);
		}

		@EventListener(id = "config")
		void config(ConfigChangedEvent event) {
			this.journal.called("config", event);
		}

	}

	private static final class FileJuju extends TestJuju {

		private final Path file;

		FileJuju(Journal journal, Path file) {
			super(Map.of(), journal, new MemoryStateStore());
			this.file = file;
		}

		@Override
		protected UnitAgent agent(JujuContext context, HookToolBackend hookTools) {
			return new UnitAgent(context, hookTools, new FileStateStore(this.file), SimulatedPebble::new);
		}

	}

}
