package io.opsframework.hooktool;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.opsframework.juju.Port;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretUri;
import io.opsframework.juju.StorageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link HookTools} and {@link DeprecatedHookTools} remember: no question
 * is asked twice in a hook, unless something was written that can change its answer.
 */
@SuppressWarnings("deprecation")
class HookToolMemoryTests {

	private static final RelationId DATABASE = RelationId.of("database:7");

	private static final SecretUri SECRET = SecretUri.of("secret:9m4e2mr0ui3e8a215n4g");

	private static final String STATUS = "{\"status\":\"active\",\"message\":\"\"}";

	private static final Map<String, String> CONTENT = Map.of("password", "secret");

	private final FakeHookToolBackend backend = new FakeHookToolBackend();

	private final HookTools tools = new HookTools(this.backend, () -> 0);

	static Stream<Read> reads() {
		return Stream.of(new Read("configGet", "{}", HookTools::configGet),
				new Read("isLeader", "true", HookTools::isLeader), new Read("goalState", "{}", HookTools::goalState),
				new Read("relationIds", "[]", (tools) -> tools.relationIds("database")),
				new Read("relationList", "[]", (tools) -> tools.relationList(DATABASE)),
				new Read("relationRemoteApplication", "\"postgresql\"",
						(tools) -> tools.relationRemoteApplication(DATABASE)),
				new Read("relationModelGet", "{\"uuid\":\"1b4e28ba\"}", (tools) -> tools.relationModelGet(DATABASE)),
				new Read("relationGet", "{}", (tools) -> tools.relationGet(DATABASE, "greeter/0", false))
					.forgottenAfter((tools) -> tools.relationSet(DATABASE, false, Map.of("key", "value"))),
				new Read("stateGet", "{}", HookTools::stateGet)
					.forgottenAfter((tools) -> tools.stateSet(Map.of("key", "value")))
					.forgottenAfter((tools) -> tools.stateDelete("key")),
				new Read("stateGet", "\"value\"", (tools) -> tools.stateGet("key"))
					.forgottenAfter((tools) -> tools.stateSet(Map.of("key", "value")))
					.forgottenAfter((tools) -> tools.stateDelete("key")),
				new Read("secretInfoGet", "{\"9m4e2mr0ui3e8a215n4g\":{\"revision\":1,\"owner\":\"unit\"}}",
						(tools) -> tools.secretInfoGet(SECRET, null))
					.forgottenAfter(
							(tools) -> tools.secretSet(SECRET, SecretOwner.UNIT, SecretSettings.none(), CONTENT))
					.forgottenAfter((tools) -> tools.secretGrant(SECRET, DATABASE, null))
					.forgottenAfter((tools) -> tools.secretRevoke(SECRET, DATABASE, null)),
				new Read("secretIds", "[]", HookTools::secretIds)
					.forgottenAfter((tools) -> tools.secretRemove(SECRET, null)),
				new Read("networkGet", "{}", (tools) -> tools.networkGet("database", null)),
				new Read("unitGet", "\"192.0.2.1\"", (tools) -> tools.unitGet(UnitAddress.PRIVATE)),
				new Read("credentialGet", "{\"type\":\"lxd\",\"name\":\"localhost\"}", HookTools::credentialGet),
				new Read("storageList", "[]", (tools) -> tools.storageList("data")),
				new Read("storageGet", "{\"kind\":\"filesystem\",\"location\":\"/srv\"}",
						(tools) -> tools.storageGet(StorageId.of("data/0"))),
				new Read("resourceGet", "/resources/site.zip", (tools) -> tools.resourceGet("site")),
				new Read("openedPorts", "[]", HookTools::openedPorts)
					.forgottenAfter((tools) -> tools.closePort(Port.tcp(80), Set.of("database"))),
				new Read("openedPortsByEndpoint", "[]", HookTools::openedPortsByEndpoint)
					.forgottenAfter((tools) -> tools.openPort(Port.tcp(80)))
					.forgottenAfter((tools) -> tools.closePort(Port.tcp(80)))
					.forgottenAfter((tools) -> tools.closePort(Port.tcp(80), Set.of("database"))),
				new Read("statusGet", STATUS, HookTools::statusGet), new Read("applicationStatusGet",
						"{\"application-status\":" + STATUS + "}", HookTools::applicationStatusGet),
				new Read("actionGet", "{}", HookTools::actionGet),
				new Read("leaderGet", "{}", (tools) -> tools.deprecated().leaderGet())
					.forgottenAfter((tools) -> tools.deprecated().leaderSet(Map.of("key", "value"))),
				new Read("podSpecGet", "version: 3", (tools) -> tools.deprecated().podSpecGet())
					.forgottenAfter((tools) -> tools.deprecated().podSpecSet("version: 2")),
				new Read("k8sSpecGet", "version: 3", (tools) -> tools.deprecated().k8sSpecGet())
					.forgottenAfter((tools) -> tools.deprecated().k8sSpecSet("version: 2")),
				new Read("k8sRawGet", "kind: Pod", (tools) -> tools.deprecated().k8sRawGet())
					.forgottenAfter((tools) -> tools.deprecated().k8sRawSet("kind: Service")));
	}

	@ParameterizedTest
	@MethodSource("reads")
	void answerIsAskedForOnce(Read read) {
		this.backend.answers(read.answer());
		read.call().accept(this.tools);
		read.call().accept(this.tools);
		assertThat(this.backend.calls).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("reads")
	void answerIsAskedForAgainAfterAWriteThatCanChangeIt(Read read) {
		this.backend.answers(read.answer());
		for (Consumer<HookTools> write : read.writes()) {
			read.call().accept(this.tools);
			write.accept(this.tools);
			this.backend.calls.clear();
			read.call().accept(this.tools);
			assertThat(this.backend.calls).hasSize(1);
		}
	}

	@Test
	void everyMethodWithAnAnswerIsHere() {
		Set<String> reads = reads().map(Read::method).collect(Collectors.toSet());
		// The content of a secret is never remembered, and adding one is no question.
		Set<String> others = Set.of("secretGet", "secretAdd", "deprecated");
		assertThat(Stream.of(HookTools.class, DeprecatedHookTools.class)
			.flatMap((type) -> Stream.of(type.getDeclaredMethods()))
			.filter((method) -> Modifier.isPublic(method.getModifiers()))
			.filter((method) -> method.getReturnType() != void.class)
			.map(Method::getName)
			.filter((name) -> !others.contains(name))).isSubsetOf(reads);
	}

	@Test
	void contentOfSecretIsRememberedNowhere() {
		this.backend.answers("{\"password\":\"secret\"}");
		this.tools.secretGet(SECRET, null, SecretRead.PEEK);
		this.tools.secretGet(SECRET, null, SecretRead.PEEK);
		assertThat(this.backend.calls).hasSize(2);
	}

	/**
	 * A question, and what makes its answer another one.
	 */
	record Read(String method, String answer, Consumer<HookTools> call, List<Consumer<HookTools>> writes) {

		Read(String method, String answer, Consumer<HookTools> call) {
			this(method, answer, call, List.of());
		}

		Read forgottenAfter(Consumer<HookTools> write) {
			List<Consumer<HookTools>> all = new ArrayList<>(this.writes);
			all.add(write);
			return new Read(this.method, this.answer, this.call, all);
		}

		@Override
		public String toString() {
			return this.method;
		}

	}

}
