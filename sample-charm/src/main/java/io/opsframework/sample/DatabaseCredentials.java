package io.opsframework.sample;

/**
 * What the database's application gives those who are related to it.
 *
 * @param endpoints its addresses, {@code host:port}
 * @param username the user that was made for the greeter
 * @param password the user's password
 */
record DatabaseCredentials(String endpoints, String username, String password) {

	/**
	 * Without the password, for logs.
	 */
	@Override
	public String toString() {
		return "%s at %s".formatted(this.username, this.endpoints);
	}

}
