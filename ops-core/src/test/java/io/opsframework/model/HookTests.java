package io.opsframework.model;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.hooktool.HookTools;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.RelationId;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.pebble.PebbleClient;
import io.opsframework.simulation.pebble.SimulatedPebble;
import org.junit.jupiter.api.Test;

import org.springframework.core.convert.support.DefaultConversionService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Hook}.
 */
class HookTests {

	private final Hook hook = hook(SimulatedPebble::new);

	private final Relation relation = this.hook.relation(RelationId.of("database:1"));

	private static Hook hook(PebbleClients pebbles) {
		return new Hook(
				new UnitAgent(
						JujuContext.of(Map.of("JUJU_UNIT_NAME", "greeter/0", "JUJU_DISPATCH_PATH", "hooks/start")),
						(call) -> HookToolResult.success("[]"), new MemoryStateStore(), pebbles),
				CharmMetadata.fromCharmcraft("charmcraft.yaml",
						new ByteArrayInputStream("name: greeter".getBytes(StandardCharsets.UTF_8))),
				new HookTools((call) -> HookToolResult.success("[]")), new RecordMapper(new DefaultConversionService()),
				HookObserver.NONE);
	}

	@Test
	void relationOfHookThatIsOverCannotBeAsked() {
		assertThat(this.relation.remoteUnits()).isEmpty();
		this.hook.end();
		assertThatIllegalStateException().isThrownBy(() -> this.relation.localUnitData().put("a", "b"))
			.withMessageContaining("'hooks/start' is over");
	}

	@Test
	void relationCannotBeAskedInOtherThreads() {
		CompletableFuture<?> other = CompletableFuture.runAsync(this.relation::remoteUnits);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(other::join)
			.withCauseInstanceOf(IllegalStateException.class)
			.withMessageContaining("runs in another thread");
	}

	@Test
	void endLetsGoOfPebbles() {
		List<String> requests = new ArrayList<>();
		PebbleClient pebble = (PebbleClient) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { PebbleClient.class }, (proxy, method, arguments) -> {
					requests.add(method.getName());
					return null;
				});
		Hook other = hook((container) -> pebble);
		assertThat(other.pebble("web")).isSameAs(other.pebble("web"));
		assertThat(requests).isEmpty();
		other.end();
		assertThat(requests).containsExactly("close");
		assertThatIllegalStateException().isThrownBy(() -> other.pebble("web"));
	}

}
