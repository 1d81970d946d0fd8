package io.opsframework.invocation;

import io.opsframework.hooktool.HookToolException;
import org.jspecify.annotations.Nullable;

/**
 * What the framework has to know about the classes that {@code juju config} is bound to.
 */
public interface CharmConfig {

	/**
	 * A charm without such classes.
	 */
	CharmConfig NONE = new CharmConfig() {

		@Override
		public boolean isUsed() {
			return false;
		}

		@Override
		public boolean isBoundTo(Class<?> type) {
			return false;
		}

		@Override
		public @Nullable String problem(Throwable failure) {
			return null;
		}

		@Override
		public @Nullable String validate() {
			return null;
		}

	};

	/**
	 * Whether there are any.
	 * @return {@code false} if the charm binds no configuration
	 */
	boolean isUsed();

	/**
	 * Whether the configuration is bound to a class.
	 * @param type the class
	 * @return {@code true} if it is
	 */
	boolean isBoundTo(Class<?> type);

	/**
	 * The problem with the configuration, if that is why something failed.
	 * @param failure what was thrown
	 * @return the option, its value unless it is a secret, and what is allowed;
	 * {@code null} if the configuration is not the cause
	 * @throws HookToolException if the configuration could not be read: nobody can
	 * correct it then
	 */
	@Nullable String problem(Throwable failure);

	/**
	 * Bind all classes to the configuration of the running hook.
	 * @return the problem of the first that does not bind, or {@code null}
	 */
	@Nullable String validate();

}
