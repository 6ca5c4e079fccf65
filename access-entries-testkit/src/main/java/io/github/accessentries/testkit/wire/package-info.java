/**
 * The fake on the wire. {@link io.github.accessentries.testkit.wire.Wire} is the one seam: a request as it came, to a
 * response as it goes. Behind it the requests are authenticated, the operation is looked up by method and raw path, and
 * one codec for each group of operations turns JSON into calls of the service and back. In front of it stand the
 * transports, which know nothing of what they carry: one in memory for the clients of the AWS SDK, and an HTTP server
 * for everybody else. The server also carries the control API, a wire in front of the others, to which each
 * {@link io.github.accessentries.testkit.wire.ControlTopic} adds its calls.
 *
 * <p>Between transports and services stand two decorators: {@link io.github.accessentries.testkit.wire.RecordingWire}
 * outside, so that it sees the errors that {@link io.github.accessentries.testkit.wire.FaultyWire} makes. What the fake asks
 * itself goes past both.
 */
@NullMarked
package io.github.accessentries.testkit.wire;

import org.jspecify.annotations.NullMarked;
