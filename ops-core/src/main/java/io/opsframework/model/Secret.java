package io.opsframework.model;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.opsframework.hooktool.HookTools;
import io.opsframework.hooktool.SecretContent;
import io.opsframework.hooktool.SecretInfo;
import io.opsframework.hooktool.SecretNotFoundException;
import io.opsframework.hooktool.SecretRead;
import io.opsframework.hooktool.SecretSettings;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.JujuVersion;
import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretUri;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * A secret that Juju keeps. Its content is asked for at each call and kept nowhere, so
 * that it is never an old one. Whose it is, tells {@link #info()}; only the owner, an
 * application through its leader, may call that and what follows it here.
 * <p>
 * Two are equal that have the same id, or where only labels are known the same label.
 */
public final class Secret {

	private final Supplier<Hook> hook;

	private final Object key;

	private final @Nullable String label;

	private final boolean labelled;

	private @Nullable SecretUri uri;

	private @Nullable SecretOwner owner;

	/**
	 * Create a secret.
	 * @param hook the hook in which it is asked for
	 * @param uri its URI, if it is known
	 * @param label its label, if it is known
	 * @param labelled whether reading it gives it the label
	 */
	Secret(Supplier<Hook> hook, @Nullable SecretUri uri, @Nullable String label, boolean labelled) {
		this.hook = hook;
		this.key = (uri != null) ? uri.identifier() : "label " + label;
		this.uri = uri;
		this.label = label;
		this.labelled = labelled;
	}

	static Secret add(Supplier<Hook> hook, SecretOwner owner, SecretSettings settings, Map<String, String> content) {
		Hook current = hook.get();
		requireSecrets(current);
		SecretUri uri = current.tools().secretAdd(owner, settings, content);
		current.writes().sentAtOnce();
		Secret secret = new Secret(hook, uri, settings.label(), false);
		secret.owner = owner;
		return secret;
	}

	/**
	 * The secret's id, to be told to other charms.
	 * @return the URI, {@code secret:9m4e2mr0ui3e8a215n4g}; {@code null} while only the
	 * label is known
	 */
	public @Nullable String id() {
		return (this.uri != null) ? this.uri.toString() : null;
	}

	/**
	 * What is this secret's alone, however its id is written.
	 * @return {@code 9m4e2mr0ui3e8a215n4g}; {@code null} while only the label is known
	 */
	public @Nullable String uniqueIdentifier() {
		return (this.uri != null) ? this.uri.identifier() : null;
	}

	/**
	 * The label with which the secret was asked for, added, or named by its event.
	 * @return the label, or {@code null}
	 */
	public @Nullable String label() {
		return this.label;
	}

	/**
	 * The content of the revision that this unit tracks ({@code secret-get}): from its
	 * first read on the one it read then, until {@link #refresh()}.
	 * @return keys and values
	 * @throws SecretNotFoundException if Juju knows no such secret
	 * @throws io.opsframework.hooktool.HookToolPermissionException if this unit may not
	 * read it
	 */
	public Map<String, String> content() {
		return read(SecretRead.TRACKED);
	}

	/**
	 * Move on to the latest revision ({@code secret-get --refresh}), which
	 * {@link #content()} gives from now on.
	 * @return keys and values
	 * @throws SecretNotFoundException if Juju knows no such secret
	 * @throws io.opsframework.hooktool.HookToolPermissionException if this unit may not
	 * read it
	 */
	public Map<String, String> refresh() {
		return read(SecretRead.REFRESH);
	}

	/**
	 * Look at the latest revision ({@code secret-get --peek}). The one that this unit
	 * tracks stays the same.
	 * @return keys and values
	 * @throws SecretNotFoundException if Juju knows no such secret
	 * @throws io.opsframework.hooktool.HookToolPermissionException if this unit may not
	 * read it
	 */
	public Map<String, String> peek() {
		return read(SecretRead.PEEK);
	}

	private Map<String, String> read(SecretRead read) {
		Hook current = reading();
		return current.tools().secretGet(this.uri, (this.uri == null || this.labelled) ? this.label : null, read);
	}

	/**
	 * What Juju tells the owner about the secret ({@code secret-info-get}).
	 * @return revision, owner, label, description, expiry and rotation
	 * @throws SecretNotFoundException if this unit manages no such secret
	 */
	public SecretInfo info() {
		return info(reading());
	}

	private SecretInfo info(Hook current) {
		SecretInfo info = findInfo(current);
		if (this.uri == null) {
			this.uri = info.uri();
		}
		this.owner = info.owner();
		return info;
	}

	private SecretInfo findInfo(Hook current) {
		HookTools tools = current.tools();
		try {
			return tools.secretInfoGet(this.uri, this.label);
		}
		catch (SecretNotFoundException ex) {
			if (tools.isLeader()) {
				throw ex;
			}
			throw new SecretNotFoundException(ex.getTool(), ex.getExitCode(),
					"Unit %s manages no %s: it is not the unit's own, and only the leader manages those of application %s"
						.formatted(current.context().unit(), this, current.context().unit().application()));
		}
	}

	/**
	 * Give the secret a new revision ({@code secret-set}).
	 * @param content all keys and values
	 * @throws SecretNotFoundException if this unit manages no such secret
	 * @throws NotLeaderException if it is the application's, and this unit is not the
	 * leader
	 * @throws IllegalArgumentException if Juju would not take the content
	 */
	public void setContent(Map<String, String> content) {
		SecretContent.check(content);
		Map<String, String> copy = Map.copyOf(content);
		change("change", (current, secret) -> send(current, secret, SecretSettings.none(), copy));
	}

	/**
	 * Change the secret's label, description, expiry or rotation ({@code secret-set}).
	 * @param settings what to change; what it does not say stays as it is
	 * @throws SecretNotFoundException if this unit manages no such secret
	 * @throws NotLeaderException if it is the application's, and this unit is not the
	 * leader
	 * @throws IllegalArgumentException if the settings say nothing
	 */
	public void setInfo(SecretSettings settings) {
		if (settings.equals(SecretSettings.none())) {
			throw new IllegalArgumentException("The settings say nothing that %s could be changed to".formatted(this));
		}
		change("change", (current, secret) -> send(current, secret, settings, Map.of()));
	}

	// Before 3.6 Juju loses what it is not told.
	private static void send(Hook current, Managed secret, SecretSettings settings, Map<String, String> content) {
		HookTools tools = current.tools();
		boolean whole = current.context().version().isAtLeast(3, 6, 0);
		tools.secretSet(secret.uri(), secret.owner(),
				whole ? settings : settings.orElse(tools.secretInfoGet(secret.uri(), null)),
				(whole || !content.isEmpty()) ? content : tools.secretGet(secret.uri(), null, SecretRead.PEEK));
	}

	/**
	 * Let the remote application of a relation, or the peers, read the secret
	 * ({@code secret-grant}), for as long as the relation is there.
	 * @param relation the relation
	 * @throws SecretNotFoundException if this unit manages no such secret
	 * @throws NotLeaderException if it is the application's, and this unit is not the
	 * leader
	 */
	public void grant(Relation relation) {
		grant(relation, null);
	}

	/**
	 * Let a remote unit of a relation read the secret ({@code secret-grant}), for as long
	 * as the relation is there.
	 * @param relation the relation
	 * @param unit the unit; {@code null} for all of the remote application
	 * @throws SecretNotFoundException if this unit manages no such secret
	 * @throws NotLeaderException if it is the application's, and this unit is not the
	 * leader
	 */
	public void grant(Relation relation, @Nullable UnitName unit) {
		change("grant", (current, secret) -> current.tools().secretGrant(secret.uri(), relation.id(), unit));
	}

	/**
	 * Take back what was granted to the remote application of a relation
	 * ({@code secret-revoke}).
	 * @param relation the relation
	 * @throws SecretNotFoundException if this unit manages no such secret
	 * @throws NotLeaderException if it is the application's, and this unit is not the
	 * leader
	 */
	public void revoke(Relation relation) {
		revoke(relation, null);
	}

	/**
	 * Take back what was granted to a remote unit of a relation ({@code secret-revoke}).
	 * @param relation the relation
	 * @param unit the unit; {@code null} for the remote application
	 * @throws SecretNotFoundException if this unit manages no such secret
	 * @throws NotLeaderException if it is the application's, and this unit is not the
	 * leader
	 */
	public void revoke(Relation relation, @Nullable UnitName unit) {
		change("revoke", (current, secret) -> current.tools().secretRevoke(secret.uri(), relation.id(), unit));
	}

	/**
	 * Remove a revision that nobody reads any more ({@code secret-remove}). Removing what
	 * this hook has removed already does nothing.
	 * @param revision the revision
	 * @throws SecretNotFoundException if this unit manages no such secret
	 * @throws NotLeaderException if it is the application's, and this unit is not the
	 * leader
	 */
	public void removeRevision(int revision) {
		remove(revision);
	}

	/**
	 * Remove the secret ({@code secret-remove}).
	 * @throws SecretNotFoundException if this unit manages no such secret
	 * @throws NotLeaderException if it is the application's, and this unit is not the
	 * leader
	 */
	public void removeAllRevisions() {
		remove(null);
	}

	private void remove(@Nullable Integer revision) {
		Hook current = current();
		if (this.uri != null && isOwnersEvent(current, this.uri)) {
			write(current, () -> sendRemoval(current, this.uri, revision));
		}
		else {
			change("remove", (hook, secret) -> sendRemoval(hook, secret.uri(), revision));
		}
	}

	// Juju sends these to whoever manages the secret: there is nothing to find out.
	private static boolean isOwnersEvent(Hook current, SecretUri uri) {
		boolean ofOwner = switch (current.context().dispatchPath().kind()) {
			case SECRET_EXPIRED, SECRET_REMOVE, SECRET_ROTATE -> true;
			default -> false;
		};
		return ofOwner && current.context()
			.find(JujuVariable.JUJU_SECRET_ID)
			.filter((id) -> SecretUri.of(id).identifier().equals(uri.identifier()))
			.isPresent();
	}

	private static void sendRemoval(Hook current, SecretUri uri, @Nullable Integer revision) {
		if (current.removesRevision(uri, revision)) {
			current.tools().secretRemove(uri, revision);
		}
	}

	// Juju would refuse some of these only when the hook has succeeded.
	private void change(String what, Change change) {
		Hook current = current();
		SecretOwner known = this.owner;
		if (known == null || this.uri == null) {
			known = info((this.uri != null) ? current : reading()).owner();
		}
		if (known == SecretOwner.APPLICATION && !current.tools().isLeader()) {
			throw Application.refusal(current, "secret-set",
					"%s %s of application %s".formatted(what, this, current.context().unit().application()));
		}
		Managed secret = new Managed(Objects.requireNonNull(this.uri), known);
		write(current, () -> change.send(current, secret));
	}

	private static void write(Hook current, Runnable send) {
		current.writes().write(new SecretWrite(send));
	}

	private Hook current() {
		Hook current = this.hook.get();
		requireSecrets(current);
		return current;
	}

	// The hook, in which Juju knows all that was written about secrets.
	private Hook reading() {
		Hook current = current();
		current.writes().sendNow(SecretWrite.class);
		return current;
	}

	private static void requireSecrets(Hook hook) {
		JujuVersion version = hook.context().version();
		if (!version.hasSecrets() && !version.equals(JujuVersion.UNKNOWN)) {
			throw new ModelException(
					"Juju %s keeps no secrets: they come with Juju 3.0.3; declare 'assumes: [juju >= 3.0.3]' in charmcraft.yaml"
						.formatted(version));
		}
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Secret secret && this.key.equals(secret.key);
	}

	@Override
	public int hashCode() {
		return this.key.hashCode();
	}

	/**
	 * Which secret this is, without its content.
	 */
	@Override
	public String toString() {
		String name = (this.uri != null) ? " " + this.uri.identifier() : "";
		return "secret" + name + ((this.label != null) ? " '" + this.label + "'" : "");
	}

	/**
	 * What can be changed: a secret with its owner.
	 */
	private record Managed(SecretUri uri, SecretOwner owner) {

	}

	/**
	 * A change of a secret.
	 */
	@FunctionalInterface
	private interface Change {

		void send(Hook current, Managed secret);

	}

	/**
	 * A change that waits for the end of the listener. Each is one of its own.
	 */
	private static final class SecretWrite implements PendingWrites.Write {

		private final Runnable send;

		SecretWrite(Runnable send) {
			this.send = send;
		}

		@Override
		public void send() {
			this.send.run();
		}

		@Override
		public void drop() {
			// It is held by nobody else.
		}

	}

}
