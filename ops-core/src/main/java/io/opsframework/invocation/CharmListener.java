package io.opsframework.invocation;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

import io.opsframework.event.CharmEvent;
import io.opsframework.listener.ListenerGate;
import io.opsframework.listener.ListenerGate.Unmet;
import io.opsframework.listener.ListenerInvocation;
import io.opsframework.listener.ListenerMethod;
import io.opsframework.model.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.annotation.Order;

/**
 * A listener as the framework knows it: what it takes, what has to be there before it is
 * called, and with which arguments.
 */
public final class CharmListener implements ListenerMethod {

	private final String beanName;

	private final Class<?> beanType;

	private final Method method;

	private final EventFilter events;

	private final List<ListenerParameter> parameters;

	private final List<ListenerGate> gates;

	private final String id;

	private final Set<String> aliases;

	private final String condition;

	private final int order;

	CharmListener(String beanName, Class<?> beanType, Method method, EventFilter events,
			List<ListenerParameter> parameters, List<ListenerGate> gates) {
		this.beanName = beanName;
		this.beanType = beanType;
		this.method = method;
		this.events = events;
		this.parameters = List.copyOf(parameters);
		this.gates = List.copyOf(gates);
		MergedAnnotations annotations = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
		MergedAnnotation<EventListener> listener = annotations.get(EventListener.class);
		String given = listener.getString("id");
		this.id = given.isEmpty() ? defaultId(beanName, method) : given;
		this.aliases = aliases(annotations);
		this.condition = listener.getString("condition");
		this.order = annotations.get(Order.class).getValue("value", Integer.class).orElse(Ordered.LOWEST_PRECEDENCE);
	}

	private static String defaultId(String beanName, Method method) {
		StringJoiner parameters = new StringJoiner(",", beanName + "#" + method.getName() + "(", ")");
		for (Class<?> parameter : method.getParameterTypes()) {
			parameters.add(parameter.getSimpleName());
		}
		return parameters.toString();
	}

	private static Set<String> aliases(MergedAnnotations annotations) {
		for (EventFilter.Kind kind : EventFilter.Kind.values()) {
			MergedAnnotation<?> annotation = annotations.get(kind.annotation());
			if (annotation.isPresent()) {
				return Set.of(annotation.getStringArray("aliases"));
			}
		}
		return Set.of();
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public String beanName() {
		return this.beanName;
	}

	@Override
	public Class<?> beanType() {
		return this.beanType;
	}

	@Override
	public Method method() {
		return this.method;
	}

	@Override
	public boolean accepts(CharmEvent event) {
		return this.events.accepts(event);
	}

	@Override
	public boolean acceptsType(Class<?> type) {
		return this.events.acceptsType(type);
	}

	EventFilter events() {
		return this.events;
	}

	Set<String> aliases() {
		return this.aliases;
	}

	String condition() {
		return this.condition;
	}

	int order() {
		return this.order;
	}

	List<ListenerParameter> parameters() {
		return this.parameters;
	}

	@Nullable Unmet unmet(CharmEvent event) {
		for (ListenerParameter parameter : this.parameters) {
			Unmet unmet = parameter.unmet(this, event);
			if (unmet != null) {
				return unmet;
			}
		}
		for (ListenerGate gate : this.gates) {
			Unmet unmet = gate.check(this, event);
			if (unmet != null) {
				return unmet;
			}
		}
		return null;
	}

	List<Status> unmetStatuses() {
		List<Status> statuses = new ArrayList<>();
		this.parameters.forEach((parameter) -> addStatus(parameter.unmet(this, null), statuses));
		this.gates.forEach((gate) -> addStatus(gate.check(this, null), statuses));
		return statuses;
	}

	private static void addStatus(@Nullable Unmet unmet, List<Status> statuses) {
		if (unmet != null && unmet.status() != null) {
			statuses.add(unmet.status());
		}
	}

	@Nullable Object[] arguments(ListenerInvocation invocation) {
		@Nullable Object[] arguments = new @Nullable Object[this.parameters.size()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = this.parameters.get(i).resolve(invocation);
		}
		return arguments;
	}

	// Asked for at each call: the id says which listener of a context it is.
	@Override
	public boolean equals(Object other) {
		return other instanceof CharmListener listener && this.id.equals(listener.id)
				&& this.method.equals(listener.method);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

	@Override
	public String toString() {
		return "listener '%s'".formatted(this.id);
	}

}
