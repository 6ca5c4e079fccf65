/**
 * Calls that go wrong as a script says.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire.fault;

import org.jspecify.annotations.NullMarked;
