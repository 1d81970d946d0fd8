package io.opsframework.model;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A value that a charm keeps from hook to hook: what one hook has set, the next ones
 * find. It is kept if the hook succeeds; what a listener sets that throws is dropped. A
 * singleton in front of the current hook, as {@link Unit}.
 *
 * @param <T> the type of the value
 * @see StoredValues
 */
public final class StoredValue<T> {

	private final CurrentHook hook;

	private final StoredForm<T> form;

	StoredValue(CurrentHook hook, StoredForm<T> form) {
		this.hook = hook;
		this.form = form;
	}

	/**
	 * The value.
	 * @return the value, an object of its own each time; empty where none is set
	 * @throws ModelException if what is kept is of another type, which an earlier version
	 * of the charm must have set
	 */
	public Optional<T> get() {
		return Optional.ofNullable(this.hook.get().stored().get(this.form.name())).map(this.form::read);
	}

	/**
	 * Set the value. What is changed of the object afterwards is not kept.
	 * @param value the value
	 * @throws IllegalArgumentException if the value would not be the same when it is read
	 * back; nothing is set then
	 */
	public void set(T value) {
		this.hook.get().stored().put(this.form.name(), this.form.write(value));
	}

	/**
	 * Set the value to what follows from it.
	 * @param initial what it follows from where none is set
	 * @param change makes the new value from the one before
	 * @return the new value
	 * @throws IllegalArgumentException if the value would not be the same when it is read
	 * back; nothing is set then
	 */
	public T update(T initial, UnaryOperator<T> change) {
		T value = change.apply(get().orElse(initial));
		set(value);
		return value;
	}

	/**
	 * Keep no value any more.
	 */
	public void remove() {
		this.hook.get().stored().put(this.form.name(), null);
	}

	@Override
	public String toString() {
		return "stored value '%s'".formatted(this.form.name());
	}

}
