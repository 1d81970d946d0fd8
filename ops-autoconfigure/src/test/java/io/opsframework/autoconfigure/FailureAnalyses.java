package io.opsframework.autoconfigure;

import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What a person reads when an application does not start.
 */
public final class FailureAnalyses {

	private FailureAnalyses() {
	}

	/**
	 * The analysis of what something throws.
	 * @param failing what throws
	 * @return the analysis that Spring Boot prints
	 */
	public static FailureAnalysis of(ThrowingCallable failing) {
		return of(catchThrowable(failing));
	}

	/**
	 * The analysis of why a context did not start.
	 * @param context the context
	 * @return the analysis that Spring Boot prints
	 */
	public static FailureAnalysis of(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		return of(context.getStartupFailure());
	}

	private static FailureAnalysis of(Throwable failure) {
		assertThat(failure).isNotNull();
		ArgumentResolver arguments = ArgumentResolver.of(Environment.class, new MockEnvironment())
			.and(BeanFactory.class, new DefaultListableBeanFactory());
		List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, arguments, FailureHandler.handleMessage((message, ex) -> {
			}));
		for (FailureAnalyzer analyzer : analyzers) {
			FailureAnalysis analysis = analyzer.analyze(failure);
			if (analysis != null) {
				return analysis;
			}
		}
		throw new AssertionError("Nobody explains this failure", failure);
	}

}
