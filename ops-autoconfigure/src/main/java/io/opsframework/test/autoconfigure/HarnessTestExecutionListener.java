package io.opsframework.test.autoconfigure;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;

/**
 * Ends the harness of a test with the test, so that the next one has a new one, and lets
 * each test see what its hooks log, whichever contexts were closed before it.
 */
final class HarnessTestExecutionListener implements TestExecutionListener {

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (testContext.hasApplicationContext()) {
			ApplicationContext context = testContext.getApplicationContext();
			context.getBeanProvider(HookLogging.class).ifAvailable(HookLogging::attachAgain);
		}
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		if (testContext.hasApplicationContext()) {
			ApplicationContext context = testContext.getApplicationContext();
			context.getBeanProvider(TestScope.class).ifAvailable((scope) -> {
				scope.end();
				// A test instance that serves several tests gets the next harness.
				testContext.setAttribute(DependencyInjectionTestExecutionListener.REINJECT_DEPENDENCIES_ATTRIBUTE,
						Boolean.TRUE);
			});
		}
	}

}
