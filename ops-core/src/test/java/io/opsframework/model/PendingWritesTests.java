package io.opsframework.model;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PendingWrites}.
 */
class PendingWritesTests {

	private final PendingWrites writes = new PendingWrites();

	private final List<String> journal = new ArrayList<>();

	@Test
	void commitSendsInOrder() {
		begin("a", "b");
		this.writes.commit();
		assertThat(this.journal).containsExactly("send a", "send b");
	}

	@Test
	void commitWhenFirstIsRefusedDropsTheRest() {
		begin("refused", "b");
		assertThatIllegalStateException().isThrownBy(this.writes::commit);
		assertThat(this.journal).containsExactly("send refused", "drop b");
	}

	@Test
	void commitWhenLaterOneIsRefusedSaysThatOthersWereSent() {
		begin("a", "refused", "c");
		assertThatExceptionOfType(WritesPartlySentException.class).isThrownBy(this.writes::commit)
			.withCauseInstanceOf(IllegalStateException.class);
		assertThat(this.journal).containsExactly("send a", "send refused", "drop c");
	}

	private void begin(String... names) {
		this.writes.begin();
		for (String name : names) {
			this.writes.write(new PendingWrites.Write() {

				@Override
				public void send() {
					PendingWritesTests.this.journal.add("send " + name);
					if (name.equals("refused")) {
						throw new IllegalStateException("on purpose");
					}
				}

				@Override
				public void drop() {
					PendingWritesTests.this.journal.add("drop " + name);
				}

			});
		}
	}

}
