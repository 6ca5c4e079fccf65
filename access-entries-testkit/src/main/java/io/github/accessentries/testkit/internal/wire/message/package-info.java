/**
 * Requests and responses, and what a request alone reveals: which operation of which service it calls, and what it
 * claims to be signed with.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire.message;

import org.jspecify.annotations.NullMarked;
