package io.opsframework.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.hooktool.HookTools;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.RelationId;
import org.jspecify.annotations.Nullable;

/**
 * One run of a charm for one of Juju's events: what Juju told about it, its hook tools,
 * and what has been read and is still to be written. Belongs to one thread.
 */
public final class Hook {

	private final JujuContext context;

	private final CharmMetadata metadata;

	private final HookTools tools;

	private final PendingWrites writes = new PendingWrites();

	private final Map<RelationId, Relation> relations = new HashMap<>();

	private final Map<Object, Object> attributes = new HashMap<>();

	private final Consumer<String> listenerCalls;

	private final Thread thread = Thread.currentThread();

	private volatile boolean ended;

	private @Nullable Map<String, Object> configOverride;

	/**
	 * Create a new hook.
	 * @param context what Juju told
	 * @param metadata what the charm declares
	 * @param tools the hook tools, with nothing remembered yet
	 */
	public Hook(JujuContext context, CharmMetadata metadata, HookTools tools) {
		this(context, metadata, tools, (listener) -> {
		});
	}

	/**
	 * Create a new hook that tells of its listeners.
	 * @param context what Juju told
	 * @param metadata what the charm declares
	 * @param tools the hook tools, with nothing remembered yet
	 * @param listenerCalls is told the id of each listener before it is called
	 */
	public Hook(JujuContext context, CharmMetadata metadata, HookTools tools, Consumer<String> listenerCalls) {
		this.listenerCalls = listenerCalls;
		this.context = context;
		this.metadata = metadata;
		this.tools = tools;
	}

	/**
	 * What Juju told about this hook.
	 * @return the parsed environment
	 */
	public JujuContext context() {
		return this.context;
	}

	/**
	 * What the charm declares.
	 * @return the metadata
	 */
	public CharmMetadata metadata() {
		return this.metadata;
	}

	/**
	 * The hook tools of this hook.
	 * @return the tools
	 * @throws IllegalStateException after the hook, and in other threads
	 */
	public HookTools tools() {
		requireRunning();
		return this.tools;
	}

	/**
	 * The hook is over: from now on nothing of it can reach Juju.
	 */
	public void end() {
		this.ended = true;
	}

	private void requireRunning() {
		if (this.ended || Thread.currentThread() != this.thread) {
			throw new IllegalStateException(
					"The hook '%s' %s: Juju can be asked only while an event is handled, and only by the thread that handles it"
						.formatted(this.context.dispatchPath(), this.ended ? "is over" : "runs in another thread"));
		}
	}

	/**
	 * The charm's configuration ({@code config-get}).
	 * @return the options that are set or have a default, by name
	 */
	public Map<String, Object> config() {
		Map<String, Object> override = this.configOverride;
		return (override != null) ? override : this.tools.configGet();
	}

	/**
	 * Run something that sees another configuration than Juju's.
	 * @param config the options by name
	 * @param call what to run
	 */
	public void withConfig(Map<String, Object> config, Runnable call) {
		Map<String, Object> outer = this.configOverride;
		this.configOverride = config;
		try {
			call.run();
		}
		finally {
			this.configOverride = outer;
		}
	}

	/**
	 * Writes that wait for the end of the outermost listener call.
	 * @return the pending writes
	 */
	public PendingWrites writes() {
		requireRunning();
		return this.writes;
	}

	/**
	 * A listener is about to be called.
	 * @param id the listener's id
	 */
	public void listenerCalled(String id) {
		this.listenerCalls.accept(id);
	}

	/**
	 * What other parts of the framework keep for the time of this hook.
	 * @return the attributes, to be changed
	 */
	public Map<Object, Object> attributes() {
		return this.attributes;
	}

	/**
	 * A relation by its id, also one that Juju lists no more.
	 * @param id the id
	 * @return the relation, the same object all through the hook
	 */
	public Relation relation(RelationId id) {
		return this.relations.computeIfAbsent(id, (key) -> new Relation(this, key));
	}

	List<Relation> relations(String endpoint) {
		List<Relation> found = new ArrayList<>();
		for (RelationId id : this.tools.relationIds(endpoint)) {
			found.add(relation(id));
		}
		return found;
	}

}
