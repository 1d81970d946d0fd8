package io.opsframework.pebble;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link Layer}, {@link Plan} and what they are made of.
 */
class LayerTests {

	private static final String YAML = """
			summary: A layer
			description: |
			    Two
			    lines
			services:
			    web:
			        override: replace
			        command: /bin/web --x
			        startup: enabled
			        summary: Serves
			        description: pages
			        after: [db]
			        before: [proxy]
			        requires: [db]
			        environment: {PORT: 5000, FLAG: yes, VERSION: 1.10, EMPTY: , MODE: 0755}
			        user: web
			        user-id: 0
			        group: www
			        group-id: 33
			        working-dir: /srv
			        on-success: ignore
			        on-failure: restart
			        on-check-failure: {up: restart}
			        backoff-delay: 0.5s
			        backoff-factor: 1.5
			        backoff-limit: 90s
			        kill-delay: 1m
			checks:
			    up:
			        override: merge
			        level: ready
			        startup: disabled
			        period: 30s
			        timeout: 500ms
			        threshold: 5
			        http: {url: http://localhost:5000/, headers: {Accept: text/plain}}
			    port:
			        override: replace
			        tcp: {port: 5432, host: db}
			    script:
			        override: replace
			        exec: {command: /bin/check, service-context: web, environment: {A: 1}, user-id: 5}
			log-targets:
			    logs:
			        override: replace
			        type: loki
			        location: http://loki:3100/
			        services: [all, -web]
			        labels: {unit: web/0}
			""";

	@Test
	void keyThatIsThereTwiceIsRefused() {
		for (String layer : List.of("services: {a: {command: x}, a: {command: y}}", "services: {}\nservices: {}",
				"services: {a: {command: x, command: y}}")) {
			assertThatIllegalArgumentException().isThrownBy(() -> Layer.of(layer)).withMessageContaining("twice");
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Layer.of("services:\n  web: {command: x}\n  web: {command: y}\n"))
			.withMessage("The layer has 'web' twice, the second time at line 3");
	}

	@Test
	void mergedKeyIsReplaced() {
		Layer layer = Layer.of("services:\n  a: &a {command: x, startup: enabled}\n  b: {<<: *a, command: y}\n");
		assertThat(layer.services().get("b"))
			.isEqualTo(ServiceSpec.of("y").with("override", null).with("startup", "enabled"));
		assertThat(layer.services().get("a").command()).isEqualTo("x");
	}

	@Test
	void layerIsReadFromYaml() {
		Layer layer = Layer.of(YAML);
		assertThat(layer.summary()).isEqualTo("A layer");
		assertThat(layer.description()).isEqualTo("Two\nlines\n");
		ServiceSpec web = layer.services().get("web");
		assertThat(web.override()).isEqualTo("replace");
		assertThat(web.command()).isEqualTo("/bin/web --x");
		assertThat(web.startup()).isEqualTo("enabled");
		assertThat(web.summary()).isEqualTo("Serves");
		assertThat(web.description()).isEqualTo("pages");
		assertThat(web.after()).containsExactly("db");
		assertThat(web.before()).containsExactly("proxy");
		assertThat(web.requires()).containsExactly("db");
		assertThat(web.environment()).containsExactly(entry("PORT", "5000"), entry("FLAG", "yes"),
				entry("VERSION", "1.10"), entry("EMPTY", ""), entry("MODE", "0755"));
		assertThat(web.user()).isEqualTo("web");
		assertThat(web.userId()).isZero();
		assertThat(web.group()).isEqualTo("www");
		assertThat(web.groupId()).isEqualTo(33);
		assertThat(web.workingDir()).isEqualTo("/srv");
		assertThat(web.onSuccess()).isEqualTo("ignore");
		assertThat(web.onFailure()).isEqualTo("restart");
		assertThat(web.onCheckFailure()).containsExactly(entry("up", "restart"));
		assertThat(web.backoffDelay()).isEqualTo(Duration.ofMillis(500));
		assertThat(web.backoffFactor()).isEqualTo(1.5);
		assertThat(web.backoffLimit()).isEqualTo(Duration.ofSeconds(90));
		assertThat(web.killDelay()).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void checksAndLogTargetsAreReadFromYaml() {
		Layer layer = Layer.of(YAML);
		CheckSpec up = layer.checks().get("up");
		assertThat(up.level()).isEqualTo("ready");
		assertThat(up.startup()).isEqualTo("disabled");
		assertThat(up.period()).isEqualTo(Duration.ofSeconds(30));
		assertThat(up.timeout()).isEqualTo(Duration.ofMillis(500));
		assertThat(up.threshold()).isEqualTo(5);
		assertThat(up.http()).containsExactly(entry("url", "http://localhost:5000/"),
				entry("headers", Map.of("Accept", "text/plain")));
		assertThat(up.tcp()).isEmpty();
		assertThat(layer.checks().get("port").tcp()).containsExactly(entry("port", 5432L), entry("host", "db"));
		assertThat(layer.checks().get("script").exec()).contains(entry("command", "/bin/check"),
				entry("environment", Map.of("A", "1")), entry("user-id", 5L));
		LogTargetSpec logs = layer.logTargets().get("logs");
		assertThat(logs.type()).isEqualTo("loki");
		assertThat(logs.location()).isEqualTo("http://loki:3100/");
		assertThat(logs.services()).containsExactly("all", "-web");
		assertThat(logs.labels()).containsExactly(entry("unit", "web/0"));
	}

	@Test
	void layerIsTheSameInYamlAndJson() {
		Layer layer = Layer.of(YAML);
		assertThat(Layer.of(layer.toYaml())).isEqualTo(layer);
		assertThat(Layer.of(layer.toJson())).isEqualTo(layer);
		assertThat(Layer.of(Layer.empty().toYaml())).isEqualTo(Layer.empty());
		assertThat(Layer.of("")).isEqualTo(Layer.empty());
	}

	@Test
	void layerIsWrittenInCode() {
		Layer layer = Layer
			.service("web",
					ServiceSpec.of("/bin/web")
						.withSummary("Serves")
						.withEnvironment("A", "1")
						.withUser("web")
						.withWorkingDir("/srv")
						.withAfter(List.of("db"))
						.withRequires(List.of("db"))
						.withOnCheckFailure("up", "restart")
						.with("kill-delay", Duration.ofSeconds(90)))
			.withCheck("up",
					CheckSpec.http("http://localhost/")
						.withLevel("alive")
						.withTimeout(Duration.ofMillis(200))
						.withPeriod(Duration.ofSeconds(1))
						.withThreshold(2)
						.withStartup("disabled"))
			.withCheck("port", CheckSpec.tcp(80))
			.withCheck("script", CheckSpec.exec("true"))
			.withLogTarget("logs", LogTargetSpec.of("loki", "http://loki/", "all").withLabel("a", "b"))
			.withSummary("s");
		assertThat(layer.toYaml()).isEqualTo("""
				summary: s
				services:
				    web:
				        override: replace
				        command: /bin/web
				        startup: enabled
				        summary: Serves
				        environment:
				            A: '1'
				        user: web
				        working-dir: /srv
				        after:
				        - db
				        requires:
				        - db
				        on-check-failure:
				            up: restart
				        kill-delay: 1m30s
				checks:
				    up:
				        override: replace
				        http:
				            url: http://localhost/
				        level: alive
				        timeout: 200ms
				        period: 1s
				        threshold: 2
				        startup: disabled
				    port:
				        override: replace
				        tcp:
				            port: 80
				    script:
				        override: replace
				        exec:
				            command: 'true'
				log-targets:
				    logs:
				        override: replace
				        type: loki
				        location: http://loki/
				        services:
				        - all
				        labels:
				            a: b
				""");
		assertThat(Layer.of(layer.toYaml())).isEqualTo(layer);
	}

	@Test
	void unknownFieldIsKept() {
		ServiceSpec service = ServiceSpec.of("x").with("new-field", "y");
		assertThat(Layer.of(Layer.service("a", service).toYaml()).services()).containsExactly(entry("a", service));
		assertThat(service.with("new-field", null)).isEqualTo(ServiceSpec.of("x"));
	}

	@Test
	void whatIsNoLayerIsAMistakeThatSaysWhere() {
		assertThatIllegalArgumentException().isThrownBy(() -> Layer.of("service: {}"))
			.withMessage(
					"'service' is no section of a layer: there are checks, description, log-targets, services, summary");
		assertThatIllegalArgumentException().isThrownBy(() -> Layer.of("{["))
			.withMessageStartingWith("The layer is no YAML: ");
		assertThatIllegalArgumentException().isThrownBy(() -> Layer.of("services: [a]"))
			.withMessage("'services' of the layer must be a mapping");
		assertThatIllegalArgumentException().isThrownBy(() -> Layer.of("services: {web: x}"))
			.withMessage("'web' in 'services' of the layer must be a mapping");
		assertThatIllegalArgumentException().isThrownBy(() -> Layer.of("[a]"))
			.withMessage("the layer must be a mapping");
		assertThatIllegalArgumentException().isThrownBy(() -> Layer.of("? [a]\n: b"));
	}

	@Test
	void aliasesAreLimited() {
		StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
		for (char c = 'b'; c < 'k'; c++) {
			char before = (char) (c - 1);
			bomb.append(c).append(": &").append(c).append(" [").append(("*" + before + ",").repeat(10)).append("]\n");
		}
		assertThatIllegalArgumentException().isThrownBy(() -> Layer.of(bomb.toString()));
		assertThatIllegalArgumentException().isThrownBy(() -> Layer.of("a: &a [*a]"));
	}

	@Test
	void planHasDefaultsAndNothingThatSaysNothing() {
		Plan plan = Plan.empty()
			.combine(Layer.empty()
				.withCheck("c", CheckSpec.http("http://x/").with("level", "").with("threshold", 0))
				.withService("s", ServiceSpec.of("x").with("after", List.of()).with("user-id", 0)));
		assertThat(plan.checks()).containsExactly(entry("c", CheckSpec.http("http://x/").withThreshold(3)));
		assertThat(plan.services()).containsExactly(entry("s", ServiceSpec.of("x").with("user-id", 0)));
		assertThat(Plan.of(plan.toYaml())).isEqualTo(plan);
	}

	@Test
	void planThatLayerWouldNotChangeIsEqual() {
		Layer layer = Layer.of(YAML);
		Plan plan = Plan.empty().combine(layer);
		assertThat(plan.combine(Layer.service("web", layer.services().get("web")))).isEqualTo(plan);
		assertThat(plan.combine(Layer.service("web", ServiceSpec.of("other")))).isNotEqualTo(plan);
		assertThat(plan.combine(Layer.service("web", ServiceSpec.of(Map.of("kill-delay", "60s")).merged())))
			.isEqualTo(plan);
	}

	@Test
	void valuesThatMayBeSecretAreNotShown() {
		Layer layer = Layer.service("web", ServiceSpec.of("x").withEnvironment("TOKEN", "secret"))
			.withCheck("c", CheckSpec.of(Map.of("http", Map.of("headers", Map.of("Authorization", "secret")))));
		assertThat(layer.toString()).contains("TOKEN").doesNotContain("secret");
		assertThat(Plan.empty().combine(layer).toString()).doesNotContain("secret");
	}

	@Test
	void durationThatIsNoneIsLeftToPebble() {
		assertThat(ServiceSpec.of("x").with("kill-delay", "soon").fields()).containsEntry("kill-delay", "soon");
		assertThat(ServiceSpec.of("x").with("user-id", "root").fields()).containsEntry("user-id", "root");
	}

}
