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
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
        "'-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----', openssl pkcs8 -topk8",
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

    @Test
    void fileThatIsNotThere_isAnError_thatNamesIt() {
        Path none = directory.resolve("none.pem");

        assertThatThrownBy(() -> builder().certificate(none, key))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.pem cannot be read");
        assertThatThrownBy(() -> builder().certificate(certificate, none)).hasMessageContaining("none.pem");
        assertThatThrownBy(() -> builder().certificateAuthority(none)).hasMessageContaining("none.pem");
    }
}
