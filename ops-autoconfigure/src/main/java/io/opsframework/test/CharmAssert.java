package io.opsframework.test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.opsframework.deferral.DeferredEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.juju.Port;
import io.opsframework.juju.StorageId;
import io.opsframework.model.Status;
import io.opsframework.pebble.Plan;
import io.opsframework.testing.ActionOutput;
import io.opsframework.testing.ContainerState;
import io.opsframework.testing.RelationState;
import io.opsframework.testing.SecretState;
import io.opsframework.testing.StorageState;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a charm did. Their messages show all that can be seen of it.
 */
public final class CharmAssert extends AbstractAssert<CharmAssert, Object> {

	private final ObservedCharm charm;

	CharmAssert(ObservedCharm charm) {
		super(charm, CharmAssert.class);
		this.charm = charm;
	}

	/**
	 * The unit has this status.
	 * @param expected the status
	 * @return this
	 */
	public CharmAssert hasUnitStatus(Status expected) {
		return require(this.charm.state().unitStatus().equals(expected), "unit status '%s'".formatted(expected));
	}

	/**
	 * The unit has or once had this status, be it in the middle of a hook.
	 * @param expected the status
	 * @return this
	 */
	public CharmAssert hadUnitStatus(Status expected) {
		return require(this.charm.unitStatuses().contains(expected),
				"unit status '%s' among %s".formatted(expected, this.charm.unitStatuses()));
	}

	/**
	 * The leader set this status for the application, or it is unknown while none did.
	 * @param expected the status
	 * @return this
	 */
	public CharmAssert hasAppStatus(Status expected) {
		return require(this.charm.state().applicationStatus().equals(expected),
				"application status '%s'".formatted(expected));
	}

	/**
	 * The charm set this version of the workload.
	 * @param expected the version; empty for none
	 * @return this
	 */
	public CharmAssert hasWorkloadVersion(String expected) {
		return require(this.charm.state().workloadVersion().equals(expected),
				"workload version '%s'".formatted(expected));
	}

	/**
	 * A service of a container runs.
	 * @param container the container's name
	 * @param service the name of the service
	 * @return this
	 */
	public CharmAssert hasRunningService(String container, String service) {
		return require(container(container).anyMatch((state) -> state.isRunning(service)),
				"a running service '%s' in container '%s'".formatted(service, container));
	}

	/**
	 * A service of a container does not run, or is not there.
	 * @param container the container's name
	 * @param service the name of the service
	 * @return this
	 */
	public CharmAssert hasNoRunningService(String container, String service) {
		return require(container(container).noneMatch((state) -> state.isRunning(service)),
				"no running service '%s' in container '%s'".formatted(service, container));
	}

	/**
	 * A container has this plan, which is what all its layers make together.
	 * @param container the container's name
	 * @param expected the plan
	 * @return this
	 */
	public CharmAssert hasPlan(String container, Plan expected) {
		return require(container(container).anyMatch((state) -> state.plan().equals(expected)),
				"the plan %s in container '%s'".formatted(expected, container));
	}

	/**
	 * A file of a container has this content.
	 * @param container the container's name
	 * @param path the file's absolute path
	 * @param content the content
	 * @return this
	 */
	public CharmAssert hasFile(String container, String path, String content) {
		boolean found = container(container).map((state) -> state.files().get(path))
			.anyMatch((file) -> file != null && file.content().equals(content));
		return require(found, "a file '%s' with this content in container '%s'".formatted(path, container));
	}

	private Stream<ContainerState> container(String name) {
		return this.charm.state().containers().stream().filter((container) -> container.name().equals(name));
	}

	/**
	 * The latest change of the harness, or the event, called a hook tool.
	 * @param tool the tool
	 * @param arguments its exact arguments
	 * @return this
	 */
	public CharmAssert called(String tool, String... arguments) {
		boolean found = this.charm.hookTools()
			.stream()
			.anyMatch((execution) -> execution.call().tool().equals(tool)
					&& execution.call().arguments().equals(List.of(arguments)));
		return require(found, "a call '%s %s'".formatted(tool, String.join(" ", arguments)));
	}

	/**
	 * The latest change of the harness, or the event, did not call a hook tool.
	 * @param tool the tool
	 * @return this
	 */
	public CharmAssert didNotCall(String tool) {
		boolean none = this.charm.hookTools().stream().noneMatch((execution) -> execution.call().tool().equals(tool));
		return require(none, "no call of '%s'".formatted(tool));
	}

	/**
	 * The latest change of the harness, or the event, kept to a budget, as in
	 * {@code usedAtMost(6).hookTools()}. Each call may be a process; those of juju-log,
	 * which are batched, do not count.
	 * @param most how many are allowed
	 * @return what to count
	 */
	public Budget usedAtMost(int most) {
		return () -> {
			long used = this.charm.hookTools()
				.stream()
				.filter((execution) -> !execution.call().tool().equals("juju-log"))
				.count();
			return require(used <= most, "at most %d hook tools, and not %d".formatted(most, used));
		};
	}

	/**
	 * The charm logged something, ever since the harness began.
	 * @param level the level: DEBUG, INFO, WARNING …
	 * @param text a part of the message
	 * @return this
	 */
	public CharmAssert logged(String level, String text) {
		boolean found = this.charm.log()
			.stream()
			.anyMatch((line) -> line.level().equals(level) && line.message().contains(text));
		return require(found, "a line at %s with '%s' in the log".formatted(level, text));
	}

	/**
	 * The action that ran last succeeded.
	 * @return this
	 */
	public CharmAssert actionSucceeded() {
		ActionOutput action = requireAction();
		return require(action.failure() == null, "the action to succeed");
	}

	/**
	 * The action that ran last failed with this message.
	 * @param message the whole message
	 * @return this
	 */
	public CharmAssert actionFailed(String message) {
		ActionOutput action = requireAction();
		return require(message.equals(action.failure()), "the action to fail with '%s'".formatted(message));
	}

	private ActionOutput requireAction() {
		ActionOutput action = this.charm.action();
		if (action == null) {
			throw failure("Expected an action, but the charm ran none. It left:%n%s", this.charm);
		}
		return action;
	}

	/**
	 * An event of this type was published, by Juju or by the charm.
	 * @param type the type
	 * @return this
	 */
	public CharmAssert saw(Class<? extends CharmEvent> type) {
		return require(this.charm.events().stream().anyMatch(type::isInstance),
				"an event of type %s".formatted(type.getSimpleName()));
	}

	/**
	 * A listener deferred an event of this type, as in
	 * {@code deferred(ConfigChangedEvent.class).by("greeterCharm#configure(GreeterConfig)")}.
	 * @param type the type
	 * @return who deferred it
	 */
	public Deferral deferred(Class<? extends CharmEvent> type) {
		List<DeferredEvent> found = this.charm.state().deferred().stream().filter((entry) -> entry.isOf(type)).toList();
		require(!found.isEmpty(), "a deferred %s".formatted(type.getSimpleName()));
		return (listener) -> require(found.stream().anyMatch((entry) -> entry.listener().equals(listener)),
				"%s deferred by '%s'".formatted(type.getSimpleName(), listener));
	}

	/**
	 * No event is deferred.
	 * @return this
	 */
	public CharmAssert hasNothingDeferred() {
		return require(this.charm.state().deferred().isEmpty(), "nothing deferred");
	}

	/**
	 * The application's databag has these values, perhaps among others.
	 * @param endpoint the endpoint, with one relation
	 * @param values the values
	 * @return this
	 */
	public CharmAssert hasLocalAppData(String endpoint, Map<String, String> values) {
		return hasData(endpoint, "application", RelationState::localAppData, values);
	}

	/**
	 * The application's databag is empty.
	 * @param endpoint the endpoint, with one relation
	 * @return this
	 */
	public CharmAssert hasEmptyLocalAppData(String endpoint) {
		List<RelationState> relations = this.charm.state().relations(endpoint);
		return require(relations.size() == 1 && relations.get(0).localAppData().isEmpty(),
				"an empty application's databag of '%s'".formatted(endpoint));
	}

	/**
	 * The unit's databag has these values, perhaps among others.
	 * @param endpoint the endpoint, with one relation
	 * @param values the values
	 * @return this
	 */
	public CharmAssert hasLocalUnitData(String endpoint, Map<String, String> values) {
		return hasData(endpoint, "unit", RelationState::localUnitData, values);
	}

	/**
	 * The charm can read a secret of this label, whose latest revision has these keys and
	 * values and no others. No message shows a value.
	 * @param label the label
	 * @param content the content
	 * @return this
	 */
	public CharmAssert hasSecret(String label, Map<String, String> content) {
		boolean found = secrets(label).anyMatch((secret) -> secret.latestContent().equals(content));
		return require(found, "a secret labelled '%s' with keys %s and the values that were given".formatted(label,
				new TreeSet<>(content.keySet())));
	}

	/**
	 * The charm can read no secret of this label.
	 * @param label the label
	 * @return this
	 */
	public CharmAssert hasNoSecret(String label) {
		return require(secrets(label).findAny().isEmpty(), "no secret labelled '%s'".formatted(label));
	}

	/**
	 * The unit has opened these ports, and no others.
	 * @param ports ports and ranges; none if all are closed
	 * @return this
	 */
	public CharmAssert hasOpenedPorts(Port... ports) {
		Set<Port> expected = new TreeSet<>(List.of(ports));
		return require(this.charm.state().openedPorts().equals(expected), "opened ports %s".formatted(expected));
	}

	/**
	 * These storage instances are attached to the unit, and no others.
	 * @param ids the ids, {@code data/0}; none if there are no storages
	 * @return this
	 */
	public CharmAssert hasStorages(String... ids) {
		Set<StorageId> expected = Stream.of(ids).map(StorageId::of).collect(Collectors.toCollection(TreeSet::new));
		Set<StorageId> there = this.charm.state().storages().stream().map(StorageState::id).collect(Collectors.toSet());
		return require(there.equals(expected), "storages %s".formatted(expected));
	}

	/**
	 * The latest change of the harness, or the event, asked for instances of a storage.
	 * @param storage the storage's name
	 * @param count how many in all
	 * @return this
	 */
	public CharmAssert requestedStorage(String storage, int count) {
		String prefix = storage + "=";
		int requested = this.charm.hookTools()
			.stream()
			.filter((execution) -> execution.call().tool().equals("storage-add"))
			.flatMap((execution) -> execution.call().arguments().stream())
			.filter((argument) -> argument.startsWith(prefix))
			.mapToInt((argument) -> Integer.parseInt(argument.substring(prefix.length())))
			.sum();
		return require(requested == count,
				"%d instances of storage '%s' requested, and not %d".formatted(count, storage, requested));
	}

	/**
	 * The charm keeps a value from hook to hook.
	 * @param name the value's name, {@code library/name} for that of a library
	 * @param expected the value as JSON has it, in which a record is a map; {@code null}
	 * if none is kept
	 * @return this
	 */
	public CharmAssert hasStoredValue(String name, @Nullable Object expected) {
		SortedMap<String, Object> actual = this.charm.state().storedValues();
		boolean equal = actual.equals(this.charm.state().withStoredValue(name, expected).storedValues());
		return require(equal, "stored value '%s' %s".formatted(name, (expected != null) ? expected : "not set"));
	}

	private Stream<SecretState> secrets(String label) {
		return this.charm.state().secrets().stream().filter((secret) -> label.equals(secret.label()));
	}

	private CharmAssert hasData(String endpoint, String owner, Function<RelationState, Map<String, String>> databag,
			Map<String, String> values) {
		List<RelationState> relations = this.charm.state().relations(endpoint);
		boolean found = relations.size() == 1
				&& databag.apply(relations.get(0)).entrySet().containsAll(values.entrySet());
		return require(found, "%s in the %s's databag of '%s'".formatted(values, owner, endpoint));
	}

	private CharmAssert require(boolean holds, String expectation) {
		if (!holds) {
			failWithMessage("Expected %s, but the charm left:%n%s", expectation, this.charm);
		}
		return this;
	}

	/**
	 * What a budget is for.
	 */
	@FunctionalInterface
	public interface Budget {

		/**
		 * Hook tools, juju-log apart.
		 * @return the assertions
		 */
		CharmAssert hookTools();

	}

	/**
	 * Who deferred an event.
	 */
	@FunctionalInterface
	public interface Deferral {

		/**
		 * The listener.
		 * @param listener the listener's id
		 * @return the assertions
		 */
		CharmAssert by(String listener);

	}

}
