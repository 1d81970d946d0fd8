package io.opsframework.autoconfigure;

import java.time.temporal.TemporalAccessor;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.support.FormattingConversionService;

/**
 * Converts relation data, parameters of actions and components of events as Spring Boot
 * converts properties: by the charm's {@code conversionService} bean, or else by its
 * converter and formatter beans; and by Spring Boot's converters where these do not.
 * <p>
 * The charm's converters are asked for when something is first converted: many hooks
 * convert nothing.
 */
final class CharmConversionService implements ConversionService {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ConversionService shared = ApplicationConversionService.getSharedInstance();

	private volatile @Nullable ConversionService converterBeans;

	CharmConversionService(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	private ConversionService ofCharm() {
		String name = ConfigurableApplicationContext.CONVERSION_SERVICE_BEAN_NAME;
		if (this.beanFactory.containsBean(name) && this.beanFactory.isTypeMatch(name, ConversionService.class)) {
			return this.beanFactory.getBean(name, ConversionService.class);
		}
		ConversionService converterBeans = this.converterBeans;
		return (converterBeans != null) ? converterBeans : findConverterBeans();
	}

	private ConversionService findConverterBeans() {
		FormattingConversionService service = new FormattingConversionService();
		Map<String, Object> beans = ApplicationConversionService.addBeans(service, this.beanFactory, null);
		// A converter that needs the configuration is another one in the next hook.
		if (beans.keySet().stream().allMatch(this.beanFactory::isSingleton)) {
			this.converterBeans = service;
		}
		return service;
	}

	@Override
	public boolean canConvert(@Nullable Class<?> sourceType, Class<?> targetType) {
		return canConvert((sourceType != null) ? TypeDescriptor.valueOf(sourceType) : null,
				TypeDescriptor.valueOf(targetType));
	}

	@Override
	public boolean canConvert(@Nullable TypeDescriptor sourceType, TypeDescriptor targetType) {
		return ofCharm().canConvert(sourceType, targetType)
				|| (!isDateToText(sourceType, targetType) && this.shared.canConvert(sourceType, targetType));
	}

	// Unless told a format, Spring writes dates for this machine's locale, with a
	// year of two digits. What toString() writes is ISO 8601, and is read everywhere.
	private static boolean isDateToText(@Nullable TypeDescriptor sourceType, TypeDescriptor targetType) {
		return sourceType != null && TemporalAccessor.class.isAssignableFrom(sourceType.getType())
				&& !sourceType.hasAnnotation(DateTimeFormat.class) && targetType.getType() == String.class;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T convert(@Nullable Object source, Class<T> targetType) {
		return (T) convert(source, TypeDescriptor.forObject(source), TypeDescriptor.valueOf(targetType));
	}

	@Override
	public @Nullable Object convert(@Nullable Object source, @Nullable TypeDescriptor sourceType,
			TypeDescriptor targetType) {
		ConversionService ofCharm = ofCharm();
		ConversionService service = ofCharm.canConvert(sourceType, targetType) ? ofCharm : this.shared;
		return service.convert(source, sourceType, targetType);
	}

}
