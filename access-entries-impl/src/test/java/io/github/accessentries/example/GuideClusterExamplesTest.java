package io.github.accessentries.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.DescribingEks;
import io.github.accessentries.kubernetes.EksApiClient;
import io.github.accessentries.kubernetes.Kubeconfig;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.tls.LoopbackTls;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.webhook.WebhookCallers;
import io.github.accessentries.webhook.WebhookServer;
import io.kubernetes.client.openapi.ApiClient;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;

/** Examples of the guides about a cluster's own API, between markers as they stand there. */
class GuideClusterExamplesTest {

    @TempDir
    Path directory;

    @Test
    void webhook() throws Exception {
        Path certificate =
                Files.writeString(directory.resolve("tls.crt"), LoopbackTls.certificatePem(), StandardCharsets.UTF_8);
        Path key = Files.writeString(directory.resolve("tls.key"), LoopbackTls.keyPem(), StandardCharsets.UTF_8);
        Path kubeconfig = directory.resolve("webhook.yaml");
        Authenticator authenticator = token -> new Rejected(RejectionReason.BAD_PREFIX, "no token");
        Authorizer authorizer = ClusterAccess.of(List.of()).authorizer();
        int port = 0;
        Path clientAuthority = certificate;
        Path clientCertificate = certificate;
        Path clientKey = key;
        // snippet: webhook
        WebhookServer server = WebhookServer.builder()
                .certificate(certificate, key) // files in PEM, read again when they change
                .address(InetAddress.getByName("0.0.0.0"))
                .host("gateway.example") // by which API servers reach it
                .callers(WebhookCallers.withCertificatesOf(clientAuthority).named("kube-apiserver"))
                .authenticator(authenticator) // POST /authenticate
                .authorizer(authorizer) // POST /authorize
                .port(port)
                .start();
        server.authenticationKubeconfig() // for --authentication-token-webhook-config-file
                .withClientCertificate(clientCertificate, clientKey)
                .write(kubeconfig);
        // end

        try (server) {
            assertThat(server.endpoint()).isEqualTo(URI.create("https://gateway.example:" + server.port()));
            assertThat(kubeconfig)
                    .content()
                    .contains(server.endpoint() + "/authenticate")
                    .contains("client-key-data");
        }
    }

    @Test
    void client() {
        Cluster cluster = Cluster.builder()
                .name("prod")
                .arn("arn:aws:eks:us-west-2:111122223333:cluster/prod")
                .status(ClusterStatus.ACTIVE)
                .endpoint("https://0123456789ABCDEF.gr7.us-west-2.eks.amazonaws.com")
                .certificateAuthority(a -> a.data(Base64.getEncoder()
                        .encodeToString(LoopbackTls.certificatePem().getBytes(StandardCharsets.UTF_8))))
                .build();
        EksTokens tokens = EksTokens.builder()
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                .region(Region.US_WEST_2)
                .build();
        Path kubeconfig = directory.resolve("config");
        EksClient eks = new DescribingEks(cluster);
        // snippet: client
        ApiClient client = EksApiClient.of(eks, "prod", tokens.source("prod"));
        KubernetesApi kubernetes = ApiClientKubernetesApi.of(client); // reads RBAC objects and aws-auth

        Kubeconfig.of(cluster).withAlias("prod").mergeInto(kubeconfig); // as `aws eks update-kubeconfig` does
        // end

        assertThat(client.getBasePath()).isEqualTo(cluster.endpoint());
        assertThat(kubernetes).isNotNull();
        assertThat(kubeconfig).content().contains("eks", "get-token", "prod");
    }
}
