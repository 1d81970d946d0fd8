package io.opsframework.invocation;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.opsframework.listener.ListenerArgumentResolver;
import io.opsframework.listener.ListenerInvocation;
import io.opsframework.model.Relation;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Provides relation data. Required data is complete here: {@link RelationDataGate} saw to
 * it.
 */
final class RelationDataArgumentResolver implements ListenerArgumentResolver {

	private final RelationDataReader reader;

	private final Map<MethodParameter, RelationDataParameter> parameters = new ConcurrentHashMap<>();

	RelationDataArgumentResolver(RelationDataReader reader) {
		this.reader = reader;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		RelationDataParameter data = RelationDataParameter.of(parameter);
		if (data != null) {
			this.parameters.put(parameter, data);
		}
		return data != null;
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, ListenerInvocation invocation) {
		RelationDataParameter data = this.parameters.get(parameter);
		if (data == null) {
			throw new IllegalArgumentException("Not a parameter for relation data: " + parameter);
		}
		return switch (data.shape()) {
			case ALL -> this.reader.readAll(withEndpoint(data, invocation), invocation.event());
			case OPTIONAL -> Optional.ofNullable(single(data, invocation));
			case NULLABLE, REQUIRED -> single(data, invocation);
		};
	}

	private @Nullable Object single(RelationDataParameter data, ListenerInvocation invocation) {
		Relation relation = this.reader.relation(data, invocation.event());
		if (relation == null || !this.reader.missingKeys(data, relation, invocation.event()).isEmpty()) {
			return null;
		}
		return this.reader.read(data, relation, invocation.event());
	}

	private static RelationDataParameter withEndpoint(RelationDataParameter data, ListenerInvocation invocation) {
		return data.isOfEvent(invocation.event()) ? data.forEndpointOf(invocation.event()) : data;
	}

}
