package io.opsframework.simulation;

import java.util.List;

/**
 * A list of which a tool says that it holds strings: the one kind that {@code smart}
 * prints one a line.
 *
 * @param values the strings
 */
record StringList(List<String> values) {
}
