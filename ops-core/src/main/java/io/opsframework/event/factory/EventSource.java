package io.opsframework.event.factory;

import java.util.function.Function;

import io.opsframework.juju.JujuContext;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.UnitName;
import io.opsframework.model.Container;
import io.opsframework.model.Hook;
import io.opsframework.model.Relation;
import io.opsframework.model.Secret;
import io.opsframework.model.Storage;
import org.jspecify.annotations.Nullable;

/**
 * What an event is made from.
 *
 * @param hook the running hook
 * @param context the variables: those of the hook, or of an event that was deferred
 * @param containers finds a declared container by its name
 */
record EventSource(Hook hook, JujuContext context, Function<String, Container> containers) {

	Relation relation() {
		return this.hook.relation(this.context.relationId());
	}

	@Nullable String application() {
		return this.context.remoteApplication().orElse(null);
	}

	UnitName requireUnit() {
		require(JujuVariable.JUJU_REMOTE_UNIT);
		return this.context.remoteUnit().orElseThrow();
	}

	Storage storage() {
		return this.hook.storage(this.context.storageId(), this.context.storageLocation().orElse(null));
	}

	Secret secret() {
		return this.hook.secret(this.context.secret(), this.context.find(JujuVariable.JUJU_SECRET_LABEL).orElse(null));
	}

	Container container() {
		return this.containers.apply(this.context.dispatchPath().entity());
	}

	String require(JujuVariable variable) {
		return this.context.require(variable);
	}

}
