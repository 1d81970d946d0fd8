package io.opsframework.testing;

import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.StartEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HookRecording}.
 */
class HookRecordingTests {

	private final HookRecording recording = new HookRecording();

	@Test
	void beanIsTheOneOfTheTypeThatWasMadeLast() {
		this.recording.beanCreated("first");
		this.recording.beanCreated("second");
		this.recording.beanCreated(3);
		assertThat(this.recording.bean(String.class)).contains("second");
		assertThat(this.recording.bean(CharSequence.class)).contains("second");
		assertThat(this.recording.bean(Double.class)).isEmpty();
	}

	@Test
	void eventsLeaveCollectStatusOut() {
		this.recording.eventPublished(new StartEvent());
		this.recording.eventPublished(new CollectUnitStatusEvent());
		assertThat(this.recording.events()).containsExactly(new StartEvent());
	}

}
