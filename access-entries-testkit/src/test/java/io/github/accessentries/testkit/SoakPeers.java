package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/** Peers that hold on to what they can: so many at a time, the oldest of which makes room for a new one. */
final class SoakPeers implements AutoCloseable {

    private static final int MOST = 60;
    private static final List<String> BEGINNINGS = List.of(
            "POST /authenticate HTTP/1.1\r\nHost: x\r\nX-Half",
            "POST /authenticate HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678",
            "POST /authorize HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{",
            "POST /authorize HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\ngarbage",
            "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");

    private final int port;
    private final SSLContext tls;
    private final RandomGenerator random;
    private final Deque<Socket> held = new ArrayDeque<>();

    SoakPeers(int port, SSLContext tls, RandomGenerator random) {
        this.port = port;
        this.tls = tls;
        this.random = random;
    }

    /** One more of them. What the server does to it is the server's business. */
    void attack() {
        try {
            if (held.size() >= MOST) {
                held.remove().close();
            }
            int kind = random.nextInt(BEGINNINGS.size() + 1);
            Socket peer = kind == BEGINNINGS.size()
                    ? new Socket(InetAddress.getLoopbackAddress(), port)
                    : tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
            held.add(peer);
            peer.setSoTimeout(2_000);
            peer.getOutputStream()
                    .write(
                            kind == BEGINNINGS.size()
                                    ? new byte[] {0x16}
                                    : BEGINNINGS.get(kind).getBytes(US_ASCII));
        } catch (IOException e) {
            // It was cut off, as it should be.
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket peer : held) {
            peer.close();
        }
    }
}
