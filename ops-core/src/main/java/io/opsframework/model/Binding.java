package io.opsframework.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.opsframework.hooktool.NetworkInfo;
import io.opsframework.hooktool.RelationNotFoundException;
import io.opsframework.juju.RelationId;
import org.jspecify.annotations.Nullable;

/**
 * The network that an operator has bound to an endpoint, and this unit's addresses in it
 * ({@code network-get}). Juju is asked once in a hook, when an address is asked for.
 */
public final class Binding {

	private final Supplier<Hook> hook;

	private final String name;

	private final @Nullable RelationId relation;

	Binding(Supplier<Hook> hook, String name, @Nullable RelationId relation) {
		this.hook = hook;
		this.name = name;
		this.relation = relation;
	}

	/**
	 * What is bound.
	 * @return the name of the endpoint or extra binding
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Where this unit is to listen. Can be a host name.
	 * @return the first address of an interface; empty where there is none yet
	 */
	public Optional<String> bindAddress() {
		return network().bindAddress();
	}

	/**
	 * Where others reach this unit, to be told to them. Can be a host name.
	 * @return the first ingress address; empty where there is none yet
	 */
	public Optional<String> ingressAddress() {
		return network().ingressAddress();
	}

	/**
	 * Where this unit's connections come from, for the firewalls of others.
	 * @return the subnets as CIDR
	 */
	public List<String> egressSubnets() {
		return network().egressSubnets();
	}

	/**
	 * All of it. What a relation has of its own, such as the addresses for another model,
	 * falls back to what the endpoint has once the relation is gone.
	 * @return interfaces and addresses
	 */
	public NetworkInfo network() {
		Hook current = this.hook.get();
		if (this.relation != null) {
			try {
				return current.tools().networkGet(this.name, this.relation);
			}
			catch (RelationNotFoundException ex) {
				// What the endpoint has is the next best.
			}
		}
		return current.tools().networkGet(this.name, null);
	}

	@Override
	public String toString() {
		return "binding " + ((this.relation != null) ? this.relation : this.name);
	}

}
