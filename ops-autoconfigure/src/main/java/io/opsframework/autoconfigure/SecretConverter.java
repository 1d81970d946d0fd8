package io.opsframework.autoconfigure;

import java.util.Optional;
import java.util.Set;

import io.opsframework.model.Model;
import io.opsframework.model.Secret;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;

/**
 * Makes secrets from their ids, as options of type secret and relation data have them,
 * and ids from secrets. Juju is not asked. An empty text is no secret.
 */
final class SecretConverter implements ConditionalGenericConverter {

	private final ObjectProvider<Model> model;

	SecretConverter(ObjectProvider<Model> model) {
		this.model = model;
	}

	@Override
	public Set<ConvertiblePair> getConvertibleTypes() {
		return Set.of(new ConvertiblePair(String.class, Secret.class),
				new ConvertiblePair(String.class, Optional.class), new ConvertiblePair(Secret.class, String.class));
	}

	// To an optional one too: Spring's converter of these does not know this one.
	@Override
	public boolean matches(TypeDescriptor sourceType, TypeDescriptor targetType) {
		return targetType.getType() != Optional.class
				|| targetType.getResolvableType().getGeneric().resolve() == Secret.class;
	}

	@Override
	public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
		if (source instanceof Secret known) {
			return known.id();
		}
		Secret secret = secret(source);
		return (targetType.getType() == Optional.class) ? Optional.ofNullable(secret) : secret;
	}

	private @Nullable Secret secret(@Nullable Object text) {
		String id = (text != null) ? text.toString().strip() : "";
		return id.isEmpty() ? null : this.model.getObject().secret(id);
	}

}
