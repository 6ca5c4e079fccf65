package io.github.accessentries.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.token.CachedTokenVerifier;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import io.github.accessentries.webhook.WebhookLimits;
import io.github.accessentries.webhook.WebhookServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * TokenReviews of a token that is remembered, over HTTPS on loopback, by clients that keep their connections as an API
 * server does. Server and clients share the machine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(8)
@SuppressWarnings("NullAway.Init") // JMH has the fields set up before it measures.
public class WebhookBenchmark {

    private static final String IDENTITY = """
            {"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"111122223333",
            "Arn":"arn:aws:iam::111122223333:user/ana","UserId":"AIDAEXAMPLEEXAMPLE000"},
            "ResponseMetadata":{"RequestId":"00000000-0000-0000-0000-000000000000"}}}
            """;

    SSLContext tls;
    private StsTokenVerifier verifier;
    WebhookServer server;
    byte[] request;

    /**
     * Starts a server.
     *
     * @throws Exception if the JDK makes no certificate
     */
    @Setup
    public void start() throws Exception {
        start(WebhookLimits.builder().build());
    }

    void start(WebhookLimits limits) throws Exception {
        tls = tls();
        verifier = StsTokenVerifier.builder()
                .httpClient(new CannedHttpClient(IDENTITY))
                .build();
        server = WebhookServer.builder()
                .sslContext(tls)
                .port(0)
                .limits(limits)
                .authenticator(IamAuthenticator.builder()
                        .clusterName("prod")
                        .verifier(CachedTokenVerifier.of(verifier))
                        .mapper(identity -> Mapped.builder()
                                .username(
                                        PrincipalArn.user("111122223333", "ana").toString())
                                .source("benchmark")
                                .build())
                        .build())
                .start();
        String token = EksTokens.builder()
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")))
                .region(Region.US_WEST_2)
                .build()
                .mint("prod")
                .value();
        String body = "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{\"token\":\""
                + token + "\"}}";
        request =
                ("POST /authenticate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(US_ASCII);
    }

    private static SSLContext tls() throws GeneralSecurityException, IOException, InterruptedException {
        Path file = Files.createTempDirectory("webhook-benchmark").resolve("tls.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "tls",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=benchmark",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "benchmark")
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool ended with " + keytool.exitValue());
        }
        char[] password = "benchmark".toCharArray();
        KeyStore store = KeyStore.getInstance(file.toFile(), password);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** One connection, as plain as can be, so that the server is measured and not the client. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init")
    public static class Client {

        private static final String LENGTH = "content-length: ";

        private SSLSocket socket;
        private InputStream in;
        private OutputStream out;

        /**
         * Connects.
         *
         * @param benchmark the server
         * @throws IOException if it does not answer
         */
        @Setup
        public void connect(WebhookBenchmark benchmark) throws IOException {
            socket = (SSLSocket) benchmark
                    .tls
                    .getSocketFactory()
                    .createSocket("127.0.0.1", benchmark.server.endpoint().getPort());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        int ask(byte[] request) throws IOException {
            out.write(request);
            out.flush();
            if (!line().startsWith("HTTP/1.1 200")) {
                throw new IOException("The server refuses");
            }
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                    length = Integer.parseInt(header.substring(LENGTH.length()));
                }
            }
            return in.readNBytes(length).length;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("The server hung up");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        /**
         * Hangs up.
         *
         * @throws IOException if that fails
         */
        @TearDown
        public void close() throws IOException {
            socket.close();
        }
    }

    /**
     * One review.
     *
     * @param client this thread's connection
     * @return the length of the answer
     * @throws IOException if the server does not answer
     */
    @Benchmark
    public int tokenReview(Client client) throws IOException {
        return client.ask(request);
    }

    /** Ends the server. */
    @TearDown
    public void stop() {
        server.close();
        verifier.close();
    }
}
