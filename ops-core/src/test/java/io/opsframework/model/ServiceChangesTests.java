package io.opsframework.model;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.opsframework.pebble.Change;
import io.opsframework.pebble.PebbleClient;
import io.opsframework.pebble.PebbleTimeoutException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ServiceChanges}.
 */
class ServiceChangesTests {

	private final List<String> requests = new ArrayList<>();

	private final List<Change> underWay = new ArrayList<>();

	private boolean slow;

	private final ServiceChanges changes = new ServiceChanges((PebbleClient) Proxy.newProxyInstance(
			getClass().getClassLoader(), new Class<?>[] { PebbleClient.class }, (proxy, method, arguments) -> {
				if (method.getName().equals("changes")) {
					return List.copyOf(this.underWay);
				}
				this.requests.add(method.getName() + " " + arguments[0]);
				if (this.slow) {
					throw new PebbleTimeoutException("too slow", String.valueOf(arguments[0]));
				}
				return change(String.valueOf(arguments[0]), "start");
			}));

	@Test
	void changeIsBegunAndWaitedFor() {
		run("start", "1");
		assertThat(this.requests).containsExactly("begin 1", "await 1");
	}

	@Test
	void sameRequestAfterTimeoutWaitsForTheChangeThatThereIs() {
		this.slow = true;
		assertThatExceptionOfType(PebbleTimeoutException.class).isThrownBy(() -> run("restart", "1"));
		assertThatExceptionOfType(PebbleTimeoutException.class).isThrownBy(() -> run("restart", "2"));
		this.slow = false;
		run("restart", "3");
		assertThat(this.requests).containsExactly("begin 1", "await 1", "await 1", "await 1");
		run("restart", "4");
		assertThat(this.requests).endsWith("begin 4", "await 4");
	}

	@Test
	void otherRequestWaitsForTheOneUnderWay() {
		this.underWay.add(change("7", "replan"));
		this.underWay.add(change("8", "perform-check"));
		run("start", "9");
		assertThat(this.requests).containsExactly("waitForChange 7", "begin 9", "await 9");
	}

	@Test
	void requestIsNotMadeWhileAnotherOneTakesTooLong() {
		this.underWay.add(change("7", "stop"));
		this.slow = true;
		assertThatExceptionOfType(PebbleTimeoutException.class).isThrownBy(() -> run("start", "9"));
		assertThat(this.requests).containsExactly("waitForChange 7");
	}

	private void run(String action, String id) {
		this.changes.run(action, List.of("web"), () -> {
			this.requests.add("begin " + id);
			return id;
		});
	}

	private static Change change(String id, String kind) {
		return new Change(id, kind, "", "Doing", List.of(), false, null, null, null, Map.of());
	}

}
