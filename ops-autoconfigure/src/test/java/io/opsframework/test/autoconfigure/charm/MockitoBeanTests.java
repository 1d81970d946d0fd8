package io.opsframework.test.autoconfigure.charm;

import io.opsframework.model.Status;
import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.testing.Harness;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests for {@link CharmTest @CharmTest} with mocks of the charm's beans.
 */
@CharmTest
class MockitoBeanTests {

	@MockitoBean
	private Phrasebook singleton;

	@MockitoBean
	private Clerk hookBean;

	@Test
	void mocksServeTheCharm(Harness harness) {
		given(this.hookBean.greeting()).willReturn("Moin");
		given(this.singleton.phrase("Moin")).willReturn("Moin moin");
		harness.begin();
		harness.hook("start");
		assertThat(harness.unitStatus()).isEqualTo(Status.maintenance("Moin moin"));
	}

	@Test
	void mocksAreResetForTheNextTest(Harness harness) {
		given(this.singleton.phrase(null)).willReturn("nothing said");
		harness.begin();
		harness.hook("start");
		assertThat(harness.unitStatus()).isEqualTo(Status.maintenance("nothing said"));
	}

}
