package io.github.accessentries.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.kubernetes.Kubeconfig;
import io.github.accessentries.tls.LoopbackTls;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is answered: the names of certificates, secrets, and what happens where neither is asked for. */
class WebhookCallersTest {

    private static final String SECRET = "0123456789abcdef";
    private static final String NEXT_SECRET = "fedcba9876543210";

    @TempDir
    private Path directory;

    private Path certificate;
    private Path key;
    private Path authorities;
    private Path secret;

    @BeforeEach
    void write() throws IOException {
        certificate = Files.writeString(directory.resolve("tls.crt"), LoopbackTls.certificatePem());
        key = Files.writeString(directory.resolve("tls.key"), LoopbackTls.keyPem());
        authorities = TestIdentity.authority("clients", directory.resolve("clients.crt"));
        secret = Files.writeString(directory.resolve("secret"), SECRET + "\n");
    }

    private WebhookServer.Builder builder() {
        return WebhookServer.builder()
                .port(0)
                .certificate(certificate, key)
                .authenticator(token -> new Rejected(RejectionReason.BAD_PREFIX, "none"));
    }

    @ParameterizedTest
    @CsvSource({
        "apiserver, '', 200",
        "workload, '', 200",
        "apiserver, kube-apiserver, 200",
        "apiserver, spiffe://example.org/apiserver, 200",
        "apiserver, system:masters, 401",
        "workload, workload.example.org, 200",
        "workload, kube-apiserver, 401",
        "workload, WORKLOAD, 401"
    })
    void certificate_isAnswered_ifItHasTheName(String client, String name, int status) {
        WebhookCallers any = WebhookCallers.withCertificatesOf(authorities);
        try (WebhookServer server = builder()
                .callers(name.isEmpty() ? any : any.named(name, "other"))
                .start()) {
            WebhookClient asks =
                    new WebhookClient(server, TestIdentity.of(client).client());

            assertThat(asks.authenticate("t").join().statusCode()).isEqualTo(status);
        }
    }

    @Test
    void noCertificate_isAnsweredForHealth_andNotForReviews() {
        try (WebhookServer server = builder()
                .callers(WebhookCallers.withCertificatesOf(authorities))
                .start()) {
            WebhookClient asks = new WebhookClient(server, LoopbackTls.trusting());

            assertThat(asks.authenticate("t").join().statusCode()).isEqualTo(401);
            assertThat(asks.send("GET", "/authenticate", new byte[0]).statusCode())
                    .isEqualTo(401);
            assertThat(asks.send("POST", "/authenticate", new byte[3 << 20]).statusCode())
                    .isEqualTo(401);
            assertThat(asks.get("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void certificateOfAnotherAuthority_isAnswered_onceThatIsTrusted() throws IOException {
        try (WebhookServer server = builder()
                .callers(WebhookCallers.withCertificatesOf(authorities).named("kube-apiserver"))
                .start()) {
            TestIdentity stranger = TestIdentity.of("stranger");
            assertThat(status(new WebhookClient(server, stranger.client()))).isEqualTo(401);

            TestIdentity.authority("others", authorities);

            assertThat(status(new WebhookClient(server, stranger.client()))).isEqualTo(200);
            assertThat(status(new WebhookClient(
                            server, TestIdentity.of("apiserver").client())))
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer 0123456789abcdef, 200",
        "bearer  0123456789abcdef, 200",
        "Bearer 0123456789abcdeF, 401",
        "Bearer 0123456789abcde, 401",
        "Bearer, 401",
        "0123456789abcdef, 401",
        "Basic 0123456789abcdef, 401",
        "'', 401"
    })
    void secret_isAnswered(String header, int status) {
        try (WebhookServer server =
                builder().callers(WebhookCallers.withSecret(secret)).start()) {
            assertThat(new WebhookClient(server)
                            .authorizedBy(header)
                            .authenticate("t")
                            .join()
                            .statusCode())
                    .isEqualTo(status);
        }
    }

    @Test
    void secretThatIsReplaced_countsAtOnce_andTheLastOneWhileItIsInTheFile() throws IOException {
        try (WebhookServer server =
                builder().callers(WebhookCallers.withSecret(secret)).start()) {
            WebhookClient last = new WebhookClient(server).authorizedBy("Bearer " + SECRET);
            WebhookClient next = new WebhookClient(server).authorizedBy("Bearer " + NEXT_SECRET);

            Files.writeString(secret, NEXT_SECRET + "\n" + SECRET);
            assertThat(status(last)).isEqualTo(200);
            assertThat(status(next)).isEqualTo(200);
            assertThat(server.authenticationKubeconfig().token()).contains(NEXT_SECRET);

            Files.writeString(secret, NEXT_SECRET);
            assertThat(status(last)).isEqualTo(401);
            assertThat(status(next)).isEqualTo(200);

            Files.writeString(secret, "short");
            assertThat(status(next)).as("the last that could be used").isEqualTo(200);
        }
    }

    private static int status(WebhookClient client) {
        return client.authenticate("t").join().statusCode();
    }

    @Test
    void certificateAndSecret_areBothNeeded() {
        WebhookCallers both = WebhookCallers.builder()
                .clientAuthorities(authorities)
                .secretFile(secret)
                .build();
        try (WebhookServer server = builder().callers(both).start()) {
            WebhookClient one =
                    new WebhookClient(server, TestIdentity.of("apiserver").client());

            assertThat(status(one)).isEqualTo(401);
            assertThat(status(one.authorizedBy("Bearer " + SECRET))).isEqualTo(200);
        }
    }

    @Test
    void kubeconfig_carriesWhatIsNeeded_andSaysNothingOfItElsewhere() throws IOException {
        try (WebhookServer server =
                builder().callers(WebhookCallers.withSecret(secret)).start()) {
            TestIdentity client = TestIdentity.of("apiserver");
            Kubeconfig config = server.authenticationKubeconfig()
                    .withClientCertificate(
                            Files.writeString(directory.resolve("client.crt"), client.certificatePem()),
                            Files.writeString(directory.resolve("client.key"), client.keyPem()));

            assertThat(config.toYaml())
                    .contains("token: '" + SECRET + "'", "client-certificate-data: ", "client-key-data: ");
            assertThat(config.toString())
                    .contains("by a bearer token by a client certificate")
                    .doesNotContain(SECRET)
                    .doesNotContain(config.clientKey().orElseThrow());
        }
    }

    @Test
    void serverThatOthersReach_needsToBeToldWhoMayAsk() throws IOException {
        InetAddress all = InetAddress.getByName("0.0.0.0");

        assertThatThrownBy(() -> builder().address(all).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call callers(..)");
        builder()
                .address(all)
                .callers(WebhookCallers.whoeverReachesIt())
                .start()
                .close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "correct-horse-b", "correct-horse-ba\nshort"})
    void secretThatIsTooShort_isRefused_withoutItsText(String text) throws IOException {
        Files.writeString(secret, text);

        assertThatThrownBy(() ->
                        builder().callers(WebhookCallers.withSecret(secret)).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 16 characters")
                .hasMessageNotContaining("horse"); // the name of the directory has digits
    }

    @Test
    void callers_refuseWhatCannotBe() {
        assertThatThrownBy(() -> WebhookCallers.withSecret(secret).named("x"))
                .hasMessageContaining("whose authorities are missing");
        assertThatThrownBy(() -> WebhookCallers.withCertificatesOf(authorities).named(" "))
                .hasMessageContaining("is blank");
        assertThatThrownBy(() -> builder()
                        .sslContext(LoopbackTls.context())
                        .callers(WebhookCallers.withCertificatesOf(authorities))
                        .start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call certificate(..) instead");
        assertThatThrownBy(() -> builder()
                        .callers(WebhookCallers.withCertificatesOf(key))
                        .start())
                .hasMessageContaining("does not contain X.509 certificates");
    }
}
