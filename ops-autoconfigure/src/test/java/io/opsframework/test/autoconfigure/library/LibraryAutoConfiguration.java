package io.opsframework.test.autoconfigure.library;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * What a library for a relation brings, and adds to {@code @CharmTest} by a file.
 */
@AutoConfiguration
public final class LibraryAutoConfiguration {

	@Bean
	Library library() {
		return new Library();
	}

	/**
	 * The library.
	 */
	public static final class Library {

	}

}
