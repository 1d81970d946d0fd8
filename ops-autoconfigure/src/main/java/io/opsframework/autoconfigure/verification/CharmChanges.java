package io.opsframework.autoconfigure.verification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.charm.ActionMetadata;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.invocation.ActionListener;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * What has to change in the options and actions that {@code charmcraft.yaml} declares,
 * for the charm's classes to fit. Has the form of a JSON merge patch: where a value is
 * {@code null}, the key goes.
 */
final class CharmChanges {

	private final ConfigurableListableBeanFactory beanFactory;

	private final CharmMetadata metadata;

	CharmChanges(ConfigurableListableBeanFactory beanFactory, CharmMetadata metadata) {
		this.beanFactory = beanFactory;
		this.metadata = metadata;
	}

	/**
	 * Give the changes.
	 * @return the changes of options and actions, each empty if all fits
	 */
	Map<String, Object> toMap() {
		Map<String, @Nullable Object> options = new LinkedHashMap<>();
		PropertyDescriptions descriptions = PropertyDescriptions.load(this.beanFactory.getBeanClassLoader());
		CharmConfigVerifier.records(this.beanFactory, () -> this.metadata)
			.forEach((record) -> merge(options, record.changes(descriptions)));
		Map<String, @Nullable Object> actions = new LinkedHashMap<>();
		ActionListenerVerifier.listeners(this.beanFactory).forEach((listener) -> merge(actions, changes(listener)));
		Map<String, Object> changes = new LinkedHashMap<>();
		changes.put("options", options);
		changes.put("actions", actions);
		return changes;
	}

	private Map<String, Object> changes(ActionListener listener) {
		ActionMetadata declared = this.metadata.actions().get(listener.action());
		Map<String, @Nullable Object> changes = new LinkedHashMap<>();
		ActionMetadata action = (declared != null) ? declared
				: new ActionMetadata(listener.action(), "", "", Map.of(), List.of(), null);
		if (!listener.action().isEmpty() && !Boolean.TRUE.equals(action.additionalProperties())) {
			listener.parameterRecords(this.beanFactory).forEach((type) -> merge(changes, changes(type, action)));
		}
		boolean isNew = declared == null && !listener.action().isEmpty();
		return (isNew || !changes.isEmpty()) ? Map.of(listener.action(), changes) : Map.of();
	}

	private Map<String, Object> changes(Class<?> type, ActionMetadata action) {
		ActionRecord record = new ActionRecord(type,
				ActionParameters.of(action, ConverterBeans.arePresent(this.beanFactory)));
		Map<String, @Nullable Object> changes = new LinkedHashMap<>(record.changes("params"));
		for (String name : record.untaken()) {
			Map<String, @Nullable Object> params = new LinkedHashMap<>();
			params.put(name, null);
			merge(changes, Map.of("params", params));
			if (action.required().contains(name)) {
				List<Object> required = new ArrayList<>(
						(changes.get("required") instanceof List<?> list) ? list : action.required());
				required.remove(name);
				changes.put("required", required);
			}
		}
		return changes;
	}

	@SuppressWarnings("unchecked")
	private static void merge(Map<String, @Nullable Object> target, Map<String, ?> source) {
		source.forEach((key, value) -> {
			if (target.get(key) instanceof Map<?, ?> known && value instanceof Map<?, ?> further) {
				Map<String, @Nullable Object> merged = new LinkedHashMap<>((Map<String, @Nullable Object>) known);
				merge(merged, (Map<String, ?>) further);
				target.put(key, merged);
			}
			else {
				target.put(key, value);
			}
		});
	}

}
