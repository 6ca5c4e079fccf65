/**
 * The fake on the wire. {@link io.github.accessentries.testkit.internal.wire.message.Wire} is the one seam: a request as it
 * came, to a response as it goes. {@link io.github.accessentries.testkit.internal.wire.AwsWire} stands behind it and gives
 * each request to the service that it speaks to.
 *
 * <p>The rooms: {@code json} and {@code message} are what all others speak in; {@code signature} finds out who called;
 * {@code eks} and {@code sts} are the two protocols; {@code fault} and {@code record} are decorators before them, the record
 * outside, so that it sees the errors that faults make; {@code transport} carries requests and knows nothing of what is in
 * them. What the fake asks itself goes past both decorators.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire;

import org.jspecify.annotations.NullMarked;
