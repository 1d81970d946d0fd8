package io.opsframework.test.autoconfigure;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Takes all components of the charm: a charm is small, and its collaborators belong to
 * it.
 */
final class CharmTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<CharmTest> {

	CharmTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

	@Override
	protected boolean defaultInclude(MetadataReader metadataReader, MetadataReaderFactory metadataReaderFactory) {
		return true;
	}

}
