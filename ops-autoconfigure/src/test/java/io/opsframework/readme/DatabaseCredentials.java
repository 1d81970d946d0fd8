package io.opsframework.readme;

import java.util.Optional;

/**
 * The relation data of the README's charm.
 *
 * @param endpoints the database's addresses
 * @param username the user
 * @param readOnlyEndpoints addresses for reading, if there are any
 */
record DatabaseCredentials(String endpoints, String username, Optional<String> readOnlyEndpoints) {

}
