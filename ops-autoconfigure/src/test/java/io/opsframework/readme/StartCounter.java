package io.opsframework.readme;

import java.util.List;

import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnHook;
import io.opsframework.model.StoredValue;
import io.opsframework.model.StoredValues;

import org.springframework.stereotype.Component;

@Component
class StartCounter {

	private final StoredValue<Starts> starts;

	StartCounter(StoredValues stored) {
		this.starts = stored.value("starts", Starts.class);
	}

	@OnHook
	void count(StartEvent event, WikiConfig config) {
		this.starts.update(new Starts(0, List.of()), (before) -> before.with(config.title()));
	}

	record Starts(int count, List<String> titles) {

		Starts with(String title) {
			return new Starts(this.count + 1, this.titles.contains(title) ? this.titles : List.of(title));
		}

	}

}
