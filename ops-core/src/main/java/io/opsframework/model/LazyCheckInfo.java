package io.opsframework.model;

import io.opsframework.pebble.CheckInfo;
import org.jspecify.annotations.Nullable;

/**
 * A check as Juju tells of it: its name. Pebble is asked for more of it when more is
 * wanted, once.
 */
public final class LazyCheckInfo {

	private final Container container;

	private final String name;

	private @Nullable CheckInfo info;

	/**
	 * Create a new check.
	 * @param container the container that it is from
	 * @param name its name
	 */
	public LazyCheckInfo(Container container, String name) {
		this.container = container;
		this.name = name;
	}

	/**
	 * The check's name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * All that Pebble knows of the check, as it is when this is first called: it may be
	 * otherwise than it was when Juju was told of it.
	 * @return the check
	 * @throws ModelException if the plan has no such check any more
	 */
	public CheckInfo get() {
		CheckInfo known = this.info;
		if (known == null) {
			known = this.container.check(this.name);
			this.info = known;
		}
		return known;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof LazyCheckInfo check && check.container.equals(this.container)
				&& check.name.equals(this.name);
	}

	@Override
	public int hashCode() {
		return this.name.hashCode();
	}

	@Override
	public String toString() {
		return "check " + this.name;
	}

}
