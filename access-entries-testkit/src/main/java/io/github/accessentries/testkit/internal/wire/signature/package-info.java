/**
 * Signatures of version 4: whether a request was signed by the key that it names, for here and now.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire.signature;

import org.jspecify.annotations.NullMarked;
