package io.opsframework.hooktool;

import java.time.Instant;

import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretRotation;
import io.opsframework.juju.SecretUri;
import org.jspecify.annotations.Nullable;

/**
 * What Juju tells the owner of a secret about it.
 *
 * @param uri the secret
 * @param revision the latest revision
 * @param owner whose it is
 * @param label the owner's label; {@code null} if it has none
 * @param description the description; {@code null} if it has none
 * @param expiry when the latest revision expires; {@code null} for never
 * @param rotation how often it is to be rotated; {@code null} where Juju does not tell,
 * or tells something unknown
 * @param rotates when it is to be rotated next; {@code null} for never
 */
public record SecretInfo(SecretUri uri, int revision, SecretOwner owner, @Nullable String label,
		@Nullable String description, @Nullable Instant expiry, @Nullable SecretRotation rotation,
		@Nullable Instant rotates) {

}
