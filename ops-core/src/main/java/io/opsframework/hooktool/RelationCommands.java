package io.opsframework.hooktool;

import java.util.List;
import java.util.Map;

import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * The tools about relations, their members and their databags.
 */
final class RelationCommands {

	private RelationCommands() {
	}

	static HookToolCall relationSet(RelationId relation, boolean application, Map<String, String> changes) {
		String id = relation.toString();
		List<String> arguments = application ? List.of("-r", id, "--app", "--file", "-")
				: List.of("-r", id, "--file", "-");
		return new HookToolCall("relation-set", arguments, HookToolInput.of(changes));
	}

	/**
	 * {@code relation-ids} of an endpoint.
	 */
	record RelationIds(String endpoint) implements HookToolQuery<List<RelationId>> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("relation-ids", this.endpoint, "--format=json");
		}

		@Override
		public String expected() {
			return "a list of relation ids";
		}

		@Override
		public List<RelationId> read(@Nullable Object json) {
			return HookToolOutput.relationIds(json);
		}

	}

	/**
	 * {@code relation-list}: the remote units.
	 */
	record RelationList(RelationId relation) implements HookToolQuery<List<UnitName>> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("relation-list", "--format=json", "-r", this.relation.toString());
		}

		@Override
		public String expected() {
			return "a list of unit names";
		}

		@Override
		public List<UnitName> read(@Nullable Object json) {
			return HookToolOutput.unitNames(json);
		}

	}

	/**
	 * {@code relation-list --app}: the remote application.
	 */
	record RelationRemoteApplication(RelationId relation) implements HookToolQuery<@Nullable String> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("relation-list", "--format=json", "--app", "-r", this.relation.toString());
		}

		@Override
		public String expected() {
			return "the name of an application";
		}

		@Override
		public @Nullable String read(@Nullable Object json) {
			return HookToolOutput.name(json);
		}

	}

	/**
	 * {@code relation-model-get}: the UUID of the remote application's model.
	 */
	record RelationModelGet(RelationId relation) implements HookToolQuery<String> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("relation-model-get", "--format=json", "-r", this.relation.toString());
		}

		@Override
		public String expected() {
			return "the UUID of a model";
		}

		@Override
		public String read(@Nullable Object json) {
			return (String) HookToolOutput.present(HookToolOutput.map(json).get("uuid"));
		}

	}

	/**
	 * {@code relation-get} of a whole databag.
	 */
	record RelationGet(RelationId relation, String member,
			boolean application) implements HookToolQuery<Map<String, String>> {

		@Override
		public HookToolCall call() {
			String id = this.relation.toString();
			return this.application
					? HookToolCall.of("relation-get", "--format=json", "-r", id, "--app", "-", this.member)
					: HookToolCall.of("relation-get", "--format=json", "-r", id, "-", this.member);
		}

		@Override
		public String expected() {
			return "a map of strings";
		}

		@Override
		public Map<String, String> read(@Nullable Object json) {
			return HookToolOutput.strings(json);
		}

		boolean isChangedBy(RelationId relation, boolean application) {
			return this.application == application && this.relation.equals(relation);
		}

	}

}
