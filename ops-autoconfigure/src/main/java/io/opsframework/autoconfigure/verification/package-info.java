/**
 * Holds the charm's classes against what {@code charmcraft.yaml} declares, when an
 * application starts outside of Juju.
 */
@NullMarked
package io.opsframework.autoconfigure.verification;

import org.jspecify.annotations.NullMarked;
