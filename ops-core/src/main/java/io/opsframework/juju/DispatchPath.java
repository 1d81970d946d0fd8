package io.opsframework.juju;

/**
 * What Juju wants run, as {@code JUJU_DISPATCH_PATH} says it: {@code hooks/} and the name
 * of a hook, or {@code actions/} and that of an action. Any text is one: what is not of
 * this form is of kind {@link HookKind#UNKNOWN}.
 *
 * @param path the text as Juju wrote it; empty for no hook, as in {@code juju exec}
 */
public record DispatchPath(String path) {

	private static final String HOOKS = "hooks/";

	private static final String ACTIONS = "actions/";

	/**
	 * The path of a hook that is about the unit as a whole or about a secret.
	 * @param kind the kind of the hook
	 * @return the path
	 * @throws IllegalArgumentException if hooks of this kind are named after what they
	 * are about
	 */
	public static DispatchPath of(HookKind kind) {
		return of(kind, "");
	}

	/**
	 * The path of a hook or an action.
	 * @param kind the kind of the hook
	 * @param entity the endpoint, storage, container or action that it is about; empty
	 * for kinds that name none
	 * @return the path
	 * @throws IllegalArgumentException if an entity is missing, or given to a kind that
	 * names none
	 */
	public static DispatchPath of(HookKind kind, String entity) {
		return new DispatchPath(((kind == HookKind.ACTION) ? ACTIONS : HOOKS) + kind.hookName(entity));
	}

	/**
	 * The path of any hook, also of one that is not known.
	 * @param name the hook's name
	 * @return the path
	 */
	public static DispatchPath ofHook(String name) {
		return new DispatchPath(HOOKS + name);
	}

	/**
	 * The kind of the hook, seen from its name alone: whether the charm declares what it
	 * is about, only metadata tells.
	 * @return the kind
	 */
	public HookKind kind() {
		if (this.path.startsWith(ACTIONS)) {
			return HookKind.ACTION;
		}
		return this.path.startsWith(HOOKS) ? HookKind.ofHook(name()) : HookKind.UNKNOWN;
	}

	/**
	 * The name of the hook or the action.
	 * @return the name, {@code database-relation-changed}; of a text of another form all
	 * of it
	 */
	public String name() {
		if (this.path.startsWith(HOOKS)) {
			return this.path.substring(HOOKS.length());
		}
		return this.path.startsWith(ACTIONS) ? this.path.substring(ACTIONS.length()) : this.path;
	}

	/**
	 * The endpoint, storage, container or action that the hook is about.
	 * @return the name; empty if the path names none
	 */
	public String entity() {
		return kind().entityIn(name());
	}

	/**
	 * The text as Juju writes it.
	 */
	@Override
	public String toString() {
		return this.path;
	}

}
