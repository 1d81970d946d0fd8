package io.opsframework.model;

import io.opsframework.pebble.Notice;
import org.jspecify.annotations.Nullable;

/**
 * A notice as Juju tells of it: its id, type and key. Pebble is asked for more of it when
 * more is wanted, once.
 */
public final class LazyNotice {

	private final Container container;

	private final String id;

	private final String type;

	private final String key;

	private @Nullable Notice notice;

	/**
	 * Create a new notice.
	 * @param container the container that it is from
	 * @param id its id
	 * @param type its type, {@code custom}
	 * @param key its key, {@code example.com/path}
	 */
	public LazyNotice(Container container, String id, String type, String key) {
		this.container = container;
		this.id = id;
		this.type = type;
		this.key = key;
	}

	/**
	 * The notice's id.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * The notice's type.
	 * @return the type as Juju tells it, {@code custom}
	 */
	public String type() {
		return this.type;
	}

	/**
	 * The notice's key.
	 * @return the key, {@code example.com/path}
	 */
	public String key() {
		return this.key;
	}

	/**
	 * All that Pebble knows of the notice, as it is when this is first called.
	 * @return the notice
	 * @throws ModelException if Pebble has forgotten it, or has another one of this id
	 */
	public Notice get() {
		Notice known = this.notice;
		if (known == null) {
			known = this.container.notice(this.id);
			if (!known.type().equals(this.type) || !known.key().equals(this.key)) {
				throw new ModelException("Notice '%s' of container %s is not about '%s' any more, but about '%s'"
					.formatted(this.id, this.container.name(), this.key, known.key()));
			}
			this.notice = known;
		}
		return known;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof LazyNotice lazy && lazy.container.equals(this.container) && lazy.id.equals(this.id)
				&& lazy.type.equals(this.type) && lazy.key.equals(this.key);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

	@Override
	public String toString() {
		return "notice %s (%s %s)".formatted(this.id, this.type, this.key);
	}

}
