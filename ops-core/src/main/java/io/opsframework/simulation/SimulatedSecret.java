package io.opsframework.simulation;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.opsframework.juju.SecretRotation;
import io.opsframework.juju.SecretUri;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * A secret as Juju keeps it, with its revisions. Nobody asks for permission here: the
 * rules about who may read and change it are those of the hook tools.
 */
public final class SimulatedSecret {

	private final SecretUri uri;

	private final String owner;

	// None of the maps in it is ever changed, so that they can be handed out.
	private final SortedMap<Integer, Map<String, String>> revisions = new TreeMap<>();

	private final Set<Grant> grants = new LinkedHashSet<>();

	private final Map<UnitName, Integer> tracked = new TreeMap<>();

	private @Nullable String label;

	private String description = "";

	private @Nullable Instant expiry;

	private SecretRotation rotation = SecretRotation.NEVER;

	private int latest;

	/**
	 * Create a secret that nobody has read yet.
	 * @param uri its URI
	 * @param owner the name of the unit or application that it belongs to, or of whoever
	 * else does, such as a user
	 * @param content the content of revision 1
	 */
	public SimulatedSecret(SecretUri uri, String owner, Map<String, String> content) {
		this.uri = uri;
		this.owner = owner;
		addRevision(content);
	}

	private SimulatedSecret(SimulatedSecret other) {
		this.uri = other.uri;
		this.owner = other.owner;
		become(other);
	}

	SimulatedSecret copy() {
		return new SimulatedSecret(this);
	}

	// Take over what a hook has made of a copy.
	void become(SimulatedSecret other) {
		this.revisions.clear();
		this.revisions.putAll(other.revisions);
		this.grants.clear();
		this.grants.addAll(other.grants);
		this.tracked.clear();
		this.tracked.putAll(other.tracked);
		this.label = other.label;
		this.description = other.description;
		this.expiry = other.expiry;
		this.rotation = other.rotation;
		this.latest = other.latest;
	}

	/**
	 * The secret's URI.
	 * @return the URI
	 */
	public SecretUri uri() {
		return this.uri;
	}

	/**
	 * Whose it is.
	 * @return the name of a unit, an application or a user
	 */
	public String owner() {
		return this.owner;
	}

	/**
	 * The revisions that are still there.
	 * @return contents by revision; an unmodifiable view
	 */
	public SortedMap<Integer, Map<String, String>> revisions() {
		return Collections.unmodifiableSortedMap(this.revisions);
	}

	/**
	 * The number of the latest revision.
	 * @return the number, also where the revision was removed
	 */
	public int latestRevision() {
		return this.latest;
	}

	/**
	 * Add a revision, as {@code secret-set} does in a hook that succeeds.
	 * @param content its content
	 * @return its number
	 */
	public int addRevision(Map<String, String> content) {
		this.latest++;
		this.revisions.put(this.latest, Map.copyOf(content));
		return this.latest;
	}

	/**
	 * Have a revision of a number of one's own; that with the highest number is the
	 * latest.
	 * @param revision the number
	 * @param content the content
	 */
	public void setRevision(int revision, Map<String, String> content) {
		this.revisions.put(revision, Map.copyOf(content));
		this.latest = Math.max(this.latest, revision);
	}

	/**
	 * Remove a revision.
	 * @param revision its number
	 */
	public void removeRevision(int revision) {
		this.revisions.remove(revision);
	}

	/**
	 * The revision that a unit tracks.
	 * @param unit the unit
	 * @return its number; {@code null} if the unit never read the secret
	 */
	public @Nullable Integer trackedRevision(UnitName unit) {
		return this.tracked.get(unit);
	}

	/**
	 * Say which revision a unit tracks.
	 * @param unit the unit
	 * @param revision the number of the revision
	 */
	public void track(UnitName unit, int revision) {
		this.tracked.put(unit, revision);
	}

	/**
	 * Who may read the secret beside its owner.
	 * @return the grants in order; an unmodifiable view
	 */
	public Set<Grant> grants() {
		return Collections.unmodifiableSet(this.grants);
	}

	/**
	 * Let somebody read the secret.
	 * @param grant whom
	 */
	public void grant(Grant grant) {
		this.grants.add(grant);
	}

	/**
	 * Take a grant back.
	 * @param grant the grant
	 */
	public void revoke(Grant grant) {
		this.grants.remove(grant);
	}

	/**
	 * The label: the owner's, or where the secret belongs to somebody else the one that
	 * the unit gave it.
	 * @return the label, or {@code null}
	 */
	public @Nullable String label() {
		return this.label;
	}

	/**
	 * Label the secret.
	 * @param label the label
	 */
	public void setLabel(@Nullable String label) {
		this.label = label;
	}

	/**
	 * The description.
	 * @return the text, empty for none
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Describe the secret.
	 * @param description the text
	 */
	public void setDescription(String description) {
		this.description = description;
	}

	/**
	 * When the latest revision expires. No time passes in the simulation.
	 * @return the point in time, or {@code null} for never
	 */
	public @Nullable Instant expiry() {
		return this.expiry;
	}

	/**
	 * Say when the latest revision expires.
	 * @param expiry the point in time, or {@code null} for never
	 */
	public void setExpiry(@Nullable Instant expiry) {
		this.expiry = expiry;
	}

	/**
	 * How often the secret is to be rotated.
	 * @return the policy
	 */
	public SecretRotation rotation() {
		return this.rotation;
	}

	/**
	 * Say how often the secret is to be rotated.
	 * @param rotation the policy
	 */
	public void setRotation(SecretRotation rotation) {
		this.rotation = rotation;
	}

	/**
	 * Whether a unit may read the secret: its own, its application's, or what was granted
	 * to either.
	 * @param unit the unit
	 * @return {@code true} if Juju gives it the content
	 */
	public boolean isReadableBy(UnitName unit) {
		return isOwnedBy(unit) || this.grants.stream()
			.anyMatch((grant) -> grant.target().equals(unit.toString()) || grant.target().equals(unit.application()));
	}

	// Whether it is the unit's or its application's.
	boolean isOwnedBy(UnitName unit) {
		return isOwnedByUnit(unit) || this.owner.equals(unit.application());
	}

	boolean isOwnedByUnit(UnitName unit) {
		return this.owner.equals(unit.toString());
	}

	@Override
	public String toString() {
		return "%s of %s, revisions %s".formatted(this.uri, this.owner, this.revisions.keySet());
	}

	/**
	 * The leave to read a secret.
	 *
	 * @param relation the number of the relation for whose life it is; {@code null} where
	 * it depends on none, as what a user grants
	 * @param target the name of an application, for all its units, or of a unit
	 */
	public record Grant(@Nullable Integer relation, String target) {

	}

}
