package io.opsframework.invocation;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.opsframework.event.CharmEvent;
import io.opsframework.listener.ListenerGate;
import io.opsframework.listener.ListenerGate.Unmet;
import io.opsframework.listener.ListenerMethod;
import io.opsframework.model.Status;
import org.jspecify.annotations.Nullable;

/**
 * All conditions that listeners may have.
 */
final class ListenerGates {

	private final List<ListenerGate> gates;

	ListenerGates(List<ListenerGate> gates) {
		this.gates = List.copyOf(gates);
	}

	@Nullable Unmet check(ListenerMethod listener, @Nullable CharmEvent event) {
		for (ListenerGate gate : this.gates) {
			Unmet unmet = gate.check(listener, event);
			if (unmet != null) {
				return unmet;
			}
		}
		return null;
	}

	Set<Status> unmetStatuses(Collection<ListenerMethod> listeners) {
		Set<Status> statuses = new LinkedHashSet<>();
		for (ListenerMethod listener : listeners) {
			for (ListenerGate gate : this.gates) {
				Unmet unmet = gate.check(listener, null);
				if (unmet != null && unmet.status() != null) {
					statuses.add(unmet.status());
				}
			}
		}
		return statuses;
	}

}
