/**
 * Transports: the HTTP clients of the AWS SDK, in memory, and an HTTP server for everybody else.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire.transport;

import org.jspecify.annotations.NullMarked;
