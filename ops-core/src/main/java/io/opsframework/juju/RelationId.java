package io.opsframework.juju;

import java.util.Objects;

/**
 * The id of a relation as Juju writes it: {@code database:7}.
 *
 * @param endpoint the charm's name for the relation
 * @param number the number that is unique in the model, never negative
 */
public record RelationId(String endpoint, int number) implements Comparable<RelationId> {

	public RelationId {
		Objects.requireNonNull(endpoint, "endpoint");
		if (endpoint.isEmpty() || endpoint.indexOf(':') >= 0 || number < 0) {
			throw new IllegalArgumentException("'%s:%d' is not a relation id".formatted(endpoint, number));
		}
	}

	/**
	 * Read a relation id.
	 * @param text an id such as {@code database:7}
	 * @return the id
	 * @throws IllegalArgumentException if the text is not an endpoint, a colon and a
	 * number
	 */
	public static RelationId of(String text) {
		return NumberedName.parse(text, ':', RelationId::new, "a relation id such as 'database:7'");
	}

	@Override
	public int compareTo(RelationId other) {
		int byEndpoint = this.endpoint.compareTo(other.endpoint);
		return (byEndpoint != 0) ? byEndpoint : Integer.compare(this.number, other.number);
	}

	@Override
	public String toString() {
		return this.endpoint + ":" + this.number;
	}

}
