package io.github.accessentries.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.accessentries.webhook.WebhookLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long TokenReviews take over HTTPS on loopback, and how many are lost: calm, while 200 peers of each kind hold on to the server, and
 * from 200 clients at once. The limits are such that no peer is cut off, which is the worst for the server; peers, clients and server
 * share the machine.
 */
public final class AttackLatency {

    private static final int PEERS_OF_A_KIND = 200;
    private static final int FEW = 8;
    private static final int MANY = 200;
    private static final int POSTS = 4_000;
    private static final List<String> BEGINNINGS = List.of(
            "POST /authenticate HTTP/1.1\r\nHost: x\r\nX-Half",
            "POST /authenticate HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678",
            "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");

    private final WebhookBenchmark benchmark = new WebhookBenchmark();

    private AttackLatency() {}

    /**
     * Prints the figures.
     *
     * @param arguments none
     * @throws Exception if the server does not start
     */
    public static void main(String[] arguments) throws Exception {
        new AttackLatency().run();
    }

    private void run() throws Exception {
        benchmark.start(WebhookLimits.builder()
                .arriving(8_192)
                .arrivingPerAddress(8_192)
                .headTimeout(Duration.ofHours(1))
                .requestTimeout(Duration.ofHours(1))
                .build());
        List<Socket> peers = new ArrayList<>();
        try {
            measure("warming up", FEW);
            measure("calm", FEW);
            measure("calm", MANY);
            attack(peers);
            measure("under attack", FEW);
            measure("under attack", MANY);
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
            benchmark.stop();
        }
    }

    private void attack(List<Socket> peers) throws IOException {
        for (int i = 0; i < PEERS_OF_A_KIND; i++) {
            Socket plain = new Socket(InetAddress.getLoopbackAddress(), benchmark.server.port());
            peers.add(plain);
            plain.getOutputStream().write(0x16);
            for (String beginning : BEGINNINGS) {
                Socket peer = benchmark.tls.getSocketFactory().createSocket("127.0.0.1", benchmark.server.port());
                peers.add(peer);
                peer.getOutputStream().write(beginning.getBytes(US_ASCII));
            }
        }
    }

    private void measure(String what, int clients) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<long[]>> each = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                each.add(threads.submit(() -> posts(POSTS / clients)));
            }
            List<long[]> taken = new ArrayList<>();
            for (Future<long[]> one : each) {
                taken.add(one.get());
            }
            long[] nanos = taken.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d clients: median %.1f ms, p99 %.1f ms, %d of %d lost%n",
                    what,
                    clients,
                    nanos[nanos.length / 2] / 1e6,
                    nanos[nanos.length * 99 / 100] / 1e6,
                    POSTS - nanos.length,
                    POSTS);
        } finally {
            threads.shutdownNow();
        }
    }

    /** One client, who connects once; what is lost takes no time. */
    private long[] posts(int number) {
        long[] nanos = new long[number];
        int answered = 0;
        WebhookBenchmark.Client client = new WebhookBenchmark.Client();
        try {
            client.connect(benchmark);
            for (; answered < number; answered++) {
                long start = System.nanoTime();
                int unused = client.ask(benchmark.request);
                nanos[answered] = System.nanoTime() - start;
            }
            client.close();
        } catch (IOException e) {
            System.out.println("lost: " + e);
        }
        return Arrays.copyOf(nanos, answered);
    }
}
