package io.opsframework.test.autoconfigure;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Finds the properties of a {@link CharmTest @CharmTest}.
 */
final class CharmTestContextBootstrapper extends TestSliceTestContextBootstrapper<CharmTest> {

}
