package io.opsframework.autoconfigure.logging;

import java.util.stream.Stream;

import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.opsframework.dispatch.Framework;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CharmThrowableConverter}.
 */
class CharmThrowableConverterTests {

	@Test
	void framesBetweenThoseOfTheCharmAreFiltered() {
		assertThat(convert(failure("com.example.Charm.start", "java.lang.reflect.Method.invoke",
				"org.springframework.util.ReflectionUtils.invokeMethod", "com.example.Charm.run",
				"io.opsframework.invocation.InvokeStep.invoke", "com.example.Application.main")))
			.isEqualTo("""
					java.lang.IllegalStateException: broken
						at com.example.Charm.start(Unknown Source)
						... 2 filtered
						at com.example.Charm.run(Unknown Source)
						... 1 filtered
						at com.example.Application.main(Unknown Source)
					""");
	}

	@Test
	void framesOfWhatTheCharmCalledStay() {
		assertThat(convert(failure("java.util.Objects.requireNonNull", "org.springframework.util.Assert.notNull",
				"io.opsframework.model.Databag.put", "com.example.Charm.start",
				"io.opsframework.invocation.InvokeStep.invoke")))
			.isEqualTo("""
					java.lang.IllegalStateException: broken
						at java.util.Objects.requireNonNull(Unknown Source)
						at org.springframework.util.Assert.notNull(Unknown Source)
						at io.opsframework.model.Databag.put(Unknown Source)
						at com.example.Charm.start(Unknown Source)
						... 1 filtered
					""");
	}

	@Test
	void framesOfTheJdkBelongToWhoCalledThem() {
		assertThat(convert(failure("com.example.Charm.lambda", "java.util.ArrayList.forEach", "com.example.Charm.start",
				"java.util.ArrayList.forEach", "io.opsframework.dispatch.Framework.dispatch", "java.lang.Thread.run")))
			.isEqualTo("""
					java.lang.IllegalStateException: broken
						at com.example.Charm.lambda(Unknown Source)
						at java.util.ArrayList.forEach(Unknown Source)
						at com.example.Charm.start(Unknown Source)
						... 2 filtered
						at java.lang.Thread.run(Unknown Source)
					""");
	}

	@Test
	void framesWithoutThoseOfACharmStay() {
		assertThat(convert(failure("io.opsframework.dispatch.Framework.dispatch", "org.springframework.A.run")))
			.endsWith("Framework.dispatch(Unknown Source)\n\tat org.springframework.A.run(Unknown Source)\n");
	}

	@Test
	void causesAndSuppressedExceptionsAreFilteredToo() {
		Exception failure = failure("com.example.Charm.start", "org.springframework.A.run");
		failure.addSuppressed(failure("com.example.Pool.close", "org.springframework.A.run"));
		failure.initCause(failure("java.io.File.open", "com.example.Charm.read", "com.example.Charm.start",
				"org.springframework.A.run"));
		assertThat(convert(failure)).isEqualTo("""
				java.lang.IllegalStateException: broken
					at com.example.Charm.start(Unknown Source)
					... 1 filtered
					Suppressed: java.lang.IllegalStateException: broken
						at com.example.Pool.close(Unknown Source)
						... 1 common frames omitted
				Caused by: java.lang.IllegalStateException: broken
					at java.io.File.open(Unknown Source)
					at com.example.Charm.read(Unknown Source)
					... 2 common frames omitted
				""");
	}

	@Test
	void everyPackageOfTheFrameworkIsFiltered() {
		assertThat(new ClassFileImporter().importUrls(Stream.of(Framework.class, JujuLogging.class)
			.map((type) -> type.getProtectionDomain().getCodeSource().getLocation())
			.toList())).isNotEmpty().allMatch((type) -> CharmThrowableConverter.isFiltered(type.getName()));
	}

	@Test
	void charmBesideTheFrameworkIsNotFiltered() {
		assertThat(CharmThrowableConverter.isFiltered("io.opsframework.sample.GreeterCharm")).isFalse();
		assertThat(CharmThrowableConverter.isFiltered("io.opsframework.Charm")).isFalse();
	}

	private static String convert(Throwable thrown) {
		LoggingEvent event = new LoggingEvent();
		event.setThrowableProxy(new ThrowableProxy(thrown));
		return new CharmThrowableConverter().convert(event);
	}

	private static Exception failure(String... frames) {
		Exception failure = new IllegalStateException("broken");
		failure.setStackTrace(Stream.of(frames).map((frame) -> {
			int dot = frame.lastIndexOf('.');
			return new StackTraceElement(frame.substring(0, dot), frame.substring(dot + 1), null, -1);
		}).toArray(StackTraceElement[]::new));
		return failure;
	}

}
