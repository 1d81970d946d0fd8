package io.opsframework.sample;

import java.util.Optional;

/**
 * The results of the action get-db-info.
 *
 * @param endpoints the database's addresses
 * @param username the greeter's user
 * @param password the user's password, if it was asked for
 */
record DatabaseInfo(String endpoints, String username, Optional<String> password) {

	static DatabaseInfo of(DatabaseCredentials credentials, boolean showPassword) {
		return new DatabaseInfo(credentials.endpoints(), credentials.username(),
				Optional.of(credentials.password()).filter((password) -> showPassword));
	}

}
