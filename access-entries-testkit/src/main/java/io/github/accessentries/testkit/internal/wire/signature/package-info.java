/**
 * Signature Version 4: whether a request was signed with the key it names, for this place and time.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire.signature;

import org.jspecify.annotations.NullMarked;
