package io.opsframework.testing;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretRotation;
import io.opsframework.juju.SecretUri;
import org.jspecify.annotations.Nullable;

/**
 * A secret that the charm's unit may read: its own, its application's, or one that
 * somebody else granted to it. It never changes; each {@code with} method gives a new
 * one. Its text shows no content.
 *
 * @param id the secret's URI, {@code secret:} and 20 digits and lower-case letters
 * @param owner whose it is; {@code null} for somebody else's
 * @param revisions the contents by revision, of which the highest is the latest
 * @param tracked the revision that the unit tracks; {@code null} while it has not read
 * the secret
 * @param label the owner's label, or for somebody else's secret the one that the unit
 * gave it; {@code null} for none
 * @param description the description; empty for none
 * @param expiry when the latest revision expires; {@code null} for never
 * @param rotation how often it is to be rotated
 * @param grants to whom the charm granted it, applications and units, by the number of
 * the relation
 */
public record SecretState(String id, @Nullable SecretOwner owner, SortedMap<Integer, Map<String, String>> revisions,
		@Nullable Integer tracked, @Nullable String label, String description, @Nullable Instant expiry,
		SecretRotation rotation, SortedMap<Integer, SortedSet<String>> grants) {

	public SecretState {
		id = SecretUri.of(id).toString();
		SortedMap<Integer, Map<String, String>> contents = new TreeMap<>();
		revisions.forEach((revision, content) -> contents.put(revision, Map.copyOf(content)));
		revisions = Collections.unmodifiableSortedMap(contents);
		SortedMap<Integer, SortedSet<String>> targets = new TreeMap<>();
		grants.forEach(
				(relation, names) -> targets.put(relation, Collections.unmodifiableSortedSet(new TreeSet<>(names))));
		grants = Collections.unmodifiableSortedMap(targets);
		if (revisions.isEmpty()) {
			throw new IllegalArgumentException("Secret '%s' has no revision".formatted(id));
		}
	}

	/**
	 * A secret of somebody else's, a user's or another application's, that the unit may
	 * read and has read.
	 * @param id the secret's URI, or what follows its colon
	 * @param content the content of revision 1
	 * @return the secret
	 */
	public static SecretState of(String id, Map<String, String> content) {
		return create(id, null, content);
	}

	/**
	 * A secret of the charm's application.
	 * @param id the secret's URI, or what follows its colon
	 * @param content the content of revision 1
	 * @return the secret
	 */
	public static SecretState ofApplication(String id, Map<String, String> content) {
		return create(id, SecretOwner.APPLICATION, content);
	}

	/**
	 * A secret of the charm's unit.
	 * @param id the secret's URI, or what follows its colon
	 * @param content the content of revision 1
	 * @return the secret
	 */
	public static SecretState ofUnit(String id, Map<String, String> content) {
		return create(id, SecretOwner.UNIT, content);
	}

	private static SecretState create(String id, @Nullable SecretOwner owner, Map<String, String> content) {
		return new SecretState(id, owner, new TreeMap<>(Map.of(1, content)), 1, null, "", null, SecretRotation.NEVER,
				Collections.emptySortedMap());
	}

	/**
	 * The number of the latest revision.
	 * @return the number
	 */
	public int latestRevision() {
		return this.revisions.lastKey();
	}

	/**
	 * What {@code secret-get --peek} gives.
	 * @return the content of the latest revision
	 */
	public Map<String, String> latestContent() {
		return this.revisions.get(latestRevision());
	}

	/**
	 * The secret with one more revision. The unit goes on with the one that it tracks.
	 * @param content the content of the revision
	 * @return a new secret
	 */
	public SecretState withRevision(Map<String, String> content) {
		SortedMap<Integer, Map<String, String>> all = new TreeMap<>(this.revisions);
		all.put(latestRevision() + 1, content);
		return new SecretState(this.id, this.owner, all, this.tracked, this.label, this.description, this.expiry,
				this.rotation, this.grants);
	}

	/**
	 * The secret of which the unit tracks another revision.
	 * @param revision the number of the revision; {@code null} if the unit has not read
	 * the secret
	 * @return a new secret
	 */
	public SecretState withTracked(@Nullable Integer revision) {
		return new SecretState(this.id, this.owner, this.revisions, revision, this.label, this.description, this.expiry,
				this.rotation, this.grants);
	}

	/**
	 * The secret with a label.
	 * @param label the label
	 * @return a new secret
	 */
	public SecretState withLabel(String label) {
		return new SecretState(this.id, this.owner, this.revisions, this.tracked, label, this.description, this.expiry,
				this.rotation, this.grants);
	}

	/**
	 * The secret with a description.
	 * @param description the description
	 * @return a new secret
	 */
	public SecretState withDescription(String description) {
		return new SecretState(this.id, this.owner, this.revisions, this.tracked, this.label, description, this.expiry,
				this.rotation, this.grants);
	}

	/**
	 * The secret whose latest revision expires.
	 * @param expiry when
	 * @return a new secret
	 */
	public SecretState withExpiry(Instant expiry) {
		return new SecretState(this.id, this.owner, this.revisions, this.tracked, this.label, this.description, expiry,
				this.rotation, this.grants);
	}

	/**
	 * The secret with another rotation.
	 * @param rotation how often it is to be rotated
	 * @return a new secret
	 */
	public SecretState withRotation(SecretRotation rotation) {
		return new SecretState(this.id, this.owner, this.revisions, this.tracked, this.label, this.description,
				this.expiry, rotation, this.grants);
	}

	/**
	 * The secret that the charm has granted to somebody.
	 * @param relation the number of the relation
	 * @param target the name of the application or the unit
	 * @return a new secret
	 */
	public SecretState withGrant(int relation, String target) {
		SortedMap<Integer, SortedSet<String>> all = new TreeMap<>(this.grants);
		SortedSet<String> targets = new TreeSet<>(all.getOrDefault(relation, Collections.emptySortedSet()));
		targets.add(target);
		all.put(relation, targets);
		return new SecretState(this.id, this.owner, this.revisions, this.tracked, this.label, this.description,
				this.expiry, this.rotation, all);
	}

	/**
	 * To whom the charm granted the secret for a relation.
	 * @param relation the number of the relation
	 * @return names of applications and units
	 */
	public Set<String> grants(int relation) {
		return this.grants.getOrDefault(relation, Collections.emptySortedSet());
	}

	/**
	 * All but the contents.
	 */
	@Override
	public String toString() {
		return "%s[owner=%s, label=%s, revisions=%s, tracked=%s, grants=%s]".formatted(this.id, this.owner, this.label,
				this.revisions.keySet(), this.tracked, this.grants);
	}

}
