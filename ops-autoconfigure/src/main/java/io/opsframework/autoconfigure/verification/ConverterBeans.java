package io.opsframework.autoconfigure.verification;

import java.util.stream.Stream;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.format.Parser;

/**
 * The converters that a charm has of its own. What they convert is known only when there
 * are beans.
 */
final class ConverterBeans {

	/** The framework's own, of whose types more is known. */
	private static final String SECRET_CONVERTER = "jujuSecretConverter";

	private ConverterBeans() {
	}

	/**
	 * Whether a charm has some.
	 * @param beanFactory the bean factory
	 * @return {@code true} if types may be converted in another way than Spring Boot's
	 */
	static boolean arePresent(ListableBeanFactory beanFactory) {
		return beanFactory.containsBean(ConfigurableApplicationContext.CONVERSION_SERVICE_BEAN_NAME)
				|| Stream.of(Converter.class, ConverterFactory.class, GenericConverter.class, Parser.class)
					.flatMap((type) -> Stream.of(beanFactory.getBeanNamesForType(type, true, false)))
					.anyMatch((name) -> !name.equals(SECRET_CONVERTER));
	}

}
