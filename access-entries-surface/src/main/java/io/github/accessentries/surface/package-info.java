/**
 * What a module shows to its users, read off its class files: as text that is compared with a checked-in file, and as
 * methods to call with {@code null}. For the tests of this build.
 */
@NullMarked
package io.github.accessentries.surface;

import org.jspecify.annotations.NullMarked;
