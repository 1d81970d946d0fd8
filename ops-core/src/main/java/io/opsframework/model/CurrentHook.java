package io.opsframework.model;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The hook that is running in the calling thread, if there is one. Beans that live longer
 * than a hook reach Juju through it.
 */
public final class CurrentHook {

	private final ThreadLocal<@Nullable Hook> hook = new ThreadLocal<>();

	/**
	 * The running hook.
	 * @return the hook
	 * @throws IllegalStateException if no hook is running in this thread
	 */
	public Hook get() {
		Hook current = this.hook.get();
		if (current == null) {
			throw new IllegalStateException("No hook is running in thread '" + Thread.currentThread().getName()
					+ "': Juju can be asked only while an event is handled, and only by the thread that handles it. "
					+ "In a test, run an event with a Harness or a Scenario, which @CharmTest and @AutoConfigureHarness provide");
		}
		return current;
	}

	/**
	 * The running hook, if there is one in this thread.
	 * @return the hook, or empty
	 */
	public Optional<Hook> find() {
		return Optional.ofNullable(this.hook.get());
	}

	/**
	 * Begin a hook in this thread.
	 * @param hook the hook
	 * @throws IllegalStateException if one is running already
	 */
	public void begin(Hook hook) {
		if (this.hook.get() != null) {
			throw new IllegalStateException("A hook is running already in this thread");
		}
		this.hook.set(hook);
	}

	/**
	 * End the hook of this thread: from now on nothing of it can reach Juju.
	 */
	public void end() {
		Hook current = this.hook.get();
		if (current != null) {
			current.end();
		}
		this.hook.remove();
	}

	/**
	 * What listeners of the running hook wrote and Juju does not have yet.
	 * @return the writes that wait for the end of the outermost listener call
	 * @throws IllegalStateException if no hook is running in this thread
	 */
	public PendingWrites writes() {
		return get().writes();
	}

	/**
	 * Run something that sees another configuration than Juju's.
	 * @param config the options by name
	 * @param call what to run
	 * @throws IllegalStateException if no hook is running in this thread
	 */
	public void withConfig(Map<String, Object> config, Runnable call) {
		get().withConfig(config, call);
	}

}
