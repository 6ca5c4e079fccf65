package io.github.accessentries.testkit.internal.wire.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The address that servers have unless somebody chooses another: not the JDK's own, which may be IPv6. */
public final class Loopback {

    /** {@code 127.0.0.1}. */
    public static final InetAddress ADDRESS = address();

    private Loopback() {}

    private static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }
}
