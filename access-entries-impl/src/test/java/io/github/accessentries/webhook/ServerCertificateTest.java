package io.github.accessentries.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.kubernetes.Kubeconfig;
import io.github.accessentries.tls.LoopbackTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class ServerCertificateTest {

    @TempDir
    private Path directory;

    private Path certificate;
    private Path key;

    @BeforeEach
    void write() throws IOException {
        certificate = Files.writeString(directory.resolve("tls.crt"), LoopbackTls.certificatePem());
        key = Files.writeString(directory.resolve("tls.key"), LoopbackTls.keyPem());
    }

    private WebhookServer.Builder builder() {
        return WebhookServer.builder().port(0).authenticator(token -> new Rejected(RejectionReason.BAD_PREFIX, "none"));
    }

    @Test
    void pemFiles_makeAServer_andItsKubeconfig() {
        try (WebhookServer server = builder()
                .certificate(certificate, key)
                .authorizer((who, what) -> {
                    throw new AssertionError("asked");
                })
                .start()) {
            assertThat(new WebhookClient(server).authenticate("t").join().statusCode())
                    .isEqualTo(200);

            Map<String, Object> config =
                    new Yaml().load(server.authenticationKubeconfig().toYaml());
            assertThat(config)
                    .containsEntry("kind", "Config")
                    .containsEntry("current-context", "webhook")
                    .containsEntry(
                            "clusters",
                            List.of(Map.of(
                                    "name",
                                    "access-entries",
                                    "cluster",
                                    Map.of(
                                            "certificate-authority-data",
                                            Base64.getEncoder()
                                                    .encodeToString(LoopbackTls.certificatePem()
                                                            .getBytes(UTF_8)),
                                            "server",
                                            server.endpoint() + "/authenticate"))))
                    .containsEntry("users", List.of(Map.of("name", "apiserver", "user", Map.of())))
                    .containsEntry(
                            "contexts",
                            List.of(Map.of(
                                    "name",
                                    "webhook",
                                    "context",
                                    Map.of("cluster", "access-entries", "user", "apiserver"))));
            Kubeconfig authorization = server.authorizationKubeconfig();
            assertThat(authorization.server()).isEqualTo(server.endpoint().resolve("/authorize"));
        }
    }

    @Test
    void serverOfAnSslContext_needsToBeToldTheAuthority() {
        try (WebhookServer silent = builder().sslContext(LoopbackTls.context()).start();
                WebhookServer told = builder()
                        .sslContext(LoopbackTls.context())
                        .certificateAuthority(certificate)
                        .start()) {
            assertThatThrownBy(silent::authenticationKubeconfig)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("certificateAuthority(..)");
            assertThat(told.authenticationKubeconfig().certificateAuthority()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----', private key of type EC",
        "'-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nc2VjcmV0\n-----END RSA PRIVATE KEY-----', openssl pkcs8 -topk8",
        "'-----BEGIN ENCRYPTED PRIVATE KEY-----\nc2VjcmV0\n-----END ENCRYPTED PRIVATE KEY-----', without a password",
        "'-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----', private key of type EC",
        "c2VjcmV0, does not contain a private key in PEM",
        "'', does not contain a private key in PEM"
    })
    void keyThatIsNone_isRefused_withoutItsText(String text, String message) throws IOException {
        Files.writeString(key, text);

        assertThatThrownBy(() -> builder().certificate(certificate, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("c2VjcmV0")
                .hasNoCause();
    }

    @Test
    void keyOfAnotherCertificate_isRefused() throws Exception {
        Files.writeString(key, otherKey());

        assertThatThrownBy(() -> builder().certificate(certificate, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not belong to the certificate");
    }

    private static String otherKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Test
    void certificateThatIsNone_isRefused() throws IOException {
        for (String text : new String[] {"", "no certificate", LoopbackTls.keyPem()}) {
            Files.writeString(certificate, text);

            assertThatThrownBy(() -> builder().certificate(certificate, key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("tls.crt does not contain X.509 certificates in PEM");
        }
    }

    /** What stands behind the limit must not be passed over. */
    @Test
    void longFile_isRefused_ratherThanReadInPart() throws IOException {
        Files.writeString(certificate, "\n".repeat(1 << 20), StandardOpenOption.APPEND);

        assertThatThrownBy(() -> builder().certificate(certificate, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tls.crt is longer than 1048576 bytes");
    }

    @Test
    void fileThatIsNotThere_isAnError_thatNamesIt() {
        Path none = directory.resolve("none.pem");

        assertThatThrownBy(() -> builder().certificate(none, key))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.pem cannot be read");
        assertThatThrownBy(() -> builder().certificate(certificate, none)).hasMessageContaining("none.pem");
        assertThatThrownBy(() -> builder().certificateAuthority(none)).hasMessageContaining("none.pem");
    }

    /** The header is what stands before the key itself in PKCS #8. */
    @ParameterizedTest
    @CsvSource({"rsa, RSA, 26", "ec384, EC, 27", "rsa, '', 0", "ec384, '', 0"})
    void keyOfEachForm_isRead(String name, String form, int header) throws IOException {
        TestIdentity identity = TestIdentity.of(name);
        Files.writeString(certificate, identity.certificatePem());
        Files.writeString(
                key,
                "-----BEGIN EC PARAMETERS-----\nBgUrgQQAIg==\n-----END EC PARAMETERS-----\n"
                        + (form.isEmpty() ? identity.keyPem() : identity.keyPem(form, header)));

        try (WebhookServer server = builder().certificate(certificate, key).start()) {
            assertThat(new WebhookClient(server, identity.trusting())
                            .authenticate("t")
                            .join()
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void certificateThatIsReplaced_isShownToNewConnections_onceItsKeyIsThere() throws IOException {
        TestIdentity next = TestIdentity.of("rsa");
        try (WebhookServer server = builder().certificate(certificate, key).start()) {
            Files.writeString(certificate, next.certificatePem());
            assertThat(new WebhookClient(server).authenticate("t").join().statusCode())
                    .as("the old pair, while only half of the new one is there")
                    .isEqualTo(200);

            Files.writeString(key, next.keyPem());
            assertThat(new WebhookClient(server, next.trusting())
                            .authenticate("t")
                            .join()
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.authenticationKubeconfig().certificateAuthority())
                    .isEqualTo(Base64.getEncoder()
                            .encodeToString(next.certificatePem().getBytes(UTF_8)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, true",
        "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, false",
        "TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256, false",
        "TLSv1.3, TLS_AES_128_GCM_SHA256, true"
    })
    void onlySuitesWithForwardSecrecyAndAuthentication_areSpoken(String protocol, String suite, boolean spoken)
            throws IOException {
        TestIdentity identity = TestIdentity.of("rsa");
        Files.writeString(certificate, identity.certificatePem());
        Files.writeString(key, identity.keyPem());
        try (WebhookServer server = builder().certificate(certificate, key).start();
                SSLSocket client = (SSLSocket) identity.trusting()
                        .getSocketFactory()
                        .createSocket(server.endpoint().getHost(), server.port())) {
            client.setEnabledProtocols(new String[] {protocol});
            client.setEnabledCipherSuites(new String[] {suite});

            if (spoken) {
                client.startHandshake();
                assertThat(client.getSession().getCipherSuite()).isEqualTo(suite);
            } else {
                assertThatThrownBy(client::startHandshake).isInstanceOf(SSLException.class);
            }
        }
    }
}
