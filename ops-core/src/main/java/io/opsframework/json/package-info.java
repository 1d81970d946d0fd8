/**
 * A small JSON reader and writer, for a hook's path where a large library costs more than
 * the hook.
 */
@NullMarked
package io.opsframework.json;

import org.jspecify.annotations.NullMarked;
