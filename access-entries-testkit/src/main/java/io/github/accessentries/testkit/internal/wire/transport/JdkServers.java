package io.github.accessentries.testkit.internal.wire.transport;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What the fake's servers, which are the JDK's, have in common. */
public final class JdkServers {

    private static final int MAX_DROPPED_BYTES = 64 << 20;

    private JdkServers() {}

    /**
     * The threads of a server, one per connection: a client that never ends its request, or watches for long, keeps nobody else
     * waiting.
     *
     * @param name what the names of the threads begin with
     * @param port the server's port
     */
    public static ExecutorService threads(String name, int port) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name + "-" + port + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Host and port as clients on this machine reach them, also if the server listens on all addresses. */
    public static String authority(InetSocketAddress bound) {
        InetAddress address = bound.getAddress();
        String host = (address.isAnyLocalAddress() ? Loopback.ADDRESS : address).getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort();
    }

    /** The body of a request, at most one byte over a limit. */
    public static byte[] body(HttpExchange exchange, int limit) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                dropRest(body);
            }
            return bytes;
        }
    }

    /** The JDK's server resets a connection with unread bytes, and the client would not get to read the refusal. */
    private static void dropRest(InputStream body) throws IOException {
        byte[] buffer = new byte[8192];
        int dropped = 0;
        for (int read = 0; read >= 0 && dropped < MAX_DROPPED_BYTES; read = body.read(buffer)) {
            dropped += read;
        }
    }
}
