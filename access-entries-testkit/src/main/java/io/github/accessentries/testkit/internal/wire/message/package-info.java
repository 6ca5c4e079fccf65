/**
 * Requests and responses, and what can be told from a request by itself: which operation it calls, of which service, what
 * it claims to be signed by.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire.message;

import org.jspecify.annotations.NullMarked;
