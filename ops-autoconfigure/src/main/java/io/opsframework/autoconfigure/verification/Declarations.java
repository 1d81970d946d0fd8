package io.opsframework.autoconfigure.verification;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.TypeDescriptor;

/**
 * A place of {@code charmcraft.yaml} that declares values, which become the components of
 * a record.
 */
interface Declarations {

	/**
	 * Where they are declared.
	 * @return the path of the mapping that has them, by their name
	 */
	String path();

	/**
	 * What a value is called.
	 * @param name the value's name
	 * @return a noun with the name
	 */
	String describe(String name);

	/**
	 * What a type is called there.
	 * @param type the type
	 * @return the word
	 */
	String nameOf(DeclaredType type);

	/**
	 * Whether the charm may read values with converters of its own.
	 * @return {@code true} if nothing is known of types that Spring Boot converts
	 */
	boolean hasConverters();

	/**
	 * Read a value as a hook does.
	 * @param value the value
	 * @param type the type of the component
	 * @return what the component is
	 * @throws RuntimeException if the component cannot hold the value
	 */
	@Nullable Object read(Object value, TypeDescriptor type);

}
