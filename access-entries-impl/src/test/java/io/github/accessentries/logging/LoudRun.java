package io.github.accessentries.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.EksApiClient;
import io.github.accessentries.kubernetes.StubApiServer;
import io.github.accessentries.token.EksToken;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.ServiceLoader;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A process of its own in which everything logs as much as it can: it mints a token, verifies it, assumes a role and calls a
 * cluster, with each of the HTTP clients that applications have. What is secret goes to one file, what was logged by
 * java.util.logging to another; SLF4J's is set up by whoever starts it.
 */
final class LoudRun {

    private static final String CALLER =
            "{\"GetCallerIdentityResponse\":{\"GetCallerIdentityResult\":{\"Account\":\"111122223333\","
                    + "\"Arn\":\"arn:aws:iam::111122223333:user/ana\",\"UserId\":\"AIDAANA\"}}}";
    private static final String ROLE = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASIAOFROLEOFROLE0000</AccessKeyId><SecretAccessKey>SecretKeyOfTheRole</SecretAccessKey>
            <SessionToken>SessionTokenOfTheRole</SessionToken><Expiration>2037-01-01T00:00:00Z</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>
            """;
    private static final String ARN = "arn:aws:iam::111122223333:role/dev";

    private LoudRun() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        List<String> secrets = new ArrayList<>();
        try (PrintStream log = new PrintStream(Files.newOutputStream(directory.resolve("jul.log")), true, UTF_8)) {
            listen(log);
            run(secrets);
        }
        Files.write(directory.resolve("secrets"), secrets);
        System.exit(0);
    }

    private static void listen(PrintStream log) {
        Logger root = Logger.getLogger("");
        root.setLevel(Level.ALL);
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new Handler() {
            private final SimpleFormatter texts = new SimpleFormatter();

            @Override
            public void publish(LogRecord line) {
                int level = line.getLevel().intValue();
                String word =
                        level >= Level.INFO.intValue() ? "INFO" : level >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
                synchronized (log) {
                    log.println(word + " " + line.getLoggerName() + " - " + texts.formatMessage(line));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    private static void run(List<String> secrets) throws Exception {
        AwsCredentialsProvider credentials = StaticCredentialsProvider.create(AwsSessionCredentials.create(
                "ASIAMARKEDMARKED0000", "SecretKeyOfTheCaller", "SessionTokenOfTheCaller"));
        EksTokens tokens = EksTokens.builder()
                .credentialsProvider(credentials)
                .region(Region.US_WEST_2)
                .fips(false)
                .dualStack(false)
                .build();
        EksToken token = tokens.mint("prod");
        String url = new String(Base64.getUrlDecoder().decode(token.value().substring("k8s-aws-v1.".length())), UTF_8);
        secrets.add("bearer token=" + token.value());
        secrets.add("presigned URL=" + url.replaceAll(".*X-Amz-Signature=([0-9a-f]+).*", "$1"));
        secrets.add("secret key=SecretKeyOfTheCaller");
        secrets.add("secret key=SecretKeyOfTheRole");
        secrets.add("session token=SessionTokenOfTheCaller");
        secrets.add("session token=SessionTokenOfTheRole");

        HttpServer sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", LoudRun::answer);
        sts.start();
        int port = sts.getAddress().getPort();
        for (SdkHttpService service : ServiceLoader.load(SdkHttpService.class)) {
            SdkHttpClient loopback =
                    new ToLoopback(service.createHttpClientBuilder().build(), port);
            try (StsTokenVerifier verifier =
                    StsTokenVerifier.builder().httpClient(loopback).build()) {
                verifier.verify(token.value(), "prod");
            }
            try (StsClient role = StsClient.builder()
                    .httpClient(loopback)
                    .credentialsProvider(credentials)
                    .region(Region.US_WEST_2)
                    .build()) {
                role.assumeRole(r -> r.roleArn(ARN).roleSessionName("s"));
            }
        }
        try (StsAsyncClient role = StsAsyncClient.builder()
                .httpClient(NettyNioAsyncHttpClient.create())
                .credentialsProvider(credentials)
                .region(Region.US_WEST_2)
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .build()) {
            role.assumeRole(r -> r.roleArn(ARN).roleSessionName("s")).join();
        }
        sts.stop(0);

        try (StubApiServer server = new StubApiServer((asked, exchange) -> StubApiServer.answer(exchange, 200, "{}"))) {
            ApiClient client = EksApiClient.of(server.cluster().build(), tokens.source("prod"));
            ApiClientKubernetesApi.of(client).get("/version");
            secrets.add("bearer token=" + server.asked().get(0).token());
            ApiClientKubernetesApi.of(client.setDebugging(true)).get("/version");
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = (exchange.getRequestMethod().equals("GET") ? CALLER : ROLE).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Nothing is resolved, and nothing leaves the machine. */
    private record ToLoopback(SdkHttpClient next, int port) implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            HttpExecuteRequest.Builder here = HttpExecuteRequest.builder()
                    .request(request.httpRequest().toBuilder()
                            .protocol("http")
                            .host("127.0.0.1")
                            .port(port)
                            .build());
            request.contentStreamProvider().ifPresent(here::contentStreamProvider);
            return next.prepareRequest(here.build());
        }

        @Override
        public String clientName() {
            return next.clientName();
        }

        @Override
        public void close() {
            next.close();
        }
    }
}
