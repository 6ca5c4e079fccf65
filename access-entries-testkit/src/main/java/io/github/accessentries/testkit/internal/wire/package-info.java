/**
 * The fake on the wire. {@link io.github.accessentries.testkit.internal.wire.message.Wire} is the one seam: a request
 * as it came, to a response as it goes. {@link io.github.accessentries.testkit.internal.wire.AwsWire} stands behind it
 * and gives each request to the service it addresses.
 *
 * <p>The packages: {@code json} and {@code message} are the language of all others; {@code signature} establishes who
 * called; {@code eks}, {@code sts} and {@code oidc} are the protocols; {@code fault} and {@code record} are decorators in front
 * of them, the record outermost, so that it sees the errors that faults make; {@code transport} carries requests and
 * knows nothing of their contents. The fake's own requests bypass both decorators.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire;

import org.jspecify.annotations.NullMarked;
