package com.example.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.eks.RequiredClusterRole;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksExtension;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import io.github.accessentries.webhook.WebhookServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;

@ExtendWith(FakeEksExtension.class)
class LoginGatewayTest {

    /** What the gateway needs in the cluster, as its README hands it out. */
    private static final String RIGHTS = RequiredClusterRole.of("login-gateway", LibraryUse.FOLLOWING) + """
            ---
            {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: login-gateway},
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: login-gateway},
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: login-gateway}]}
            """;

    @Test
    void developer_isLetInByToken_untilTheEntryIsRevoked(FakeEks eks, @TempDir Path directory) throws Exception {
        FakeCluster prod = eks.createCluster("prod");
        FakePrincipal role = eks.iam().role("login-gateway");
        prod.accessEntries().grant(role.arn()).groups("login-gateway").apply();
        prod.rbac(RbacObjects.parse(RIGHTS));
        FakePrincipal developers = eks.iam().role("developers");
        prod.accessEntries().grant(developers.arn()).allow(AccessPolicy.VIEW).inNamespaces("payments").apply();
        EksTokens tokens = EksTokens.builder().credentialsProvider(developers.session("ana")).region(Region.of(eks.region())).build();
        String login = """
                {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "spec": {"token": "%s"}}"""
                .formatted(tokens.mint("prod").value());
        String question = """
                {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "spec": {"user": "ana",
                  "extra": {"canonicalArn": ["%s"]}, "resourceAttributes": {"verb": "get", "resource": "%s", "namespace": "payments"}}}""";
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        SSLContext tls = tls(directory);
        try (StsTokenVerifier sts = StsTokenVerifier.builder().httpClient(eks.sdkHttpClient()).build();
                LiveAccess live = LiveAccess.start(prod.accessEntries(), ApiClientKubernetesApi.of(prod.apiClient(role)));
                WebhookServer gateway = LoginGateway.start(WebhookServer.builder().sslContext(tls).port(0), "prod", sts, live, meters)) {
            assertThat(live.notWatched()).isEmpty();
            assertThat(post(tls, gateway, "/authenticate", login)).contains("\"authenticated\":true", "/developers/ana");
            assertThat(post(tls, gateway, "/authorize", question.formatted(developers.arn(), "pods"))).contains("\"allowed\":true");
            assertThat(post(tls, gateway, "/authorize", question.formatted(developers.arn(), "secrets"))).contains("\"allowed\":false");

            prod.accessEntries().revoke(developers.arn());
            live.refresh(); // by itself, it reads entries every half minute

            assertThat(post(tls, gateway, "/authenticate", login)).contains("\"authenticated\":false").doesNotContain("/developers/ana");
            assertThat(post(tls, gateway, "/readyz", "")).isEqualTo("ok");
            assertThat(meters.get("access.entries.authenticate").tag("result", "rejected").timer().count()).isEqualTo(1);
        }
    }

    /** Both sides of TLS on loopback, with a certificate that the JDK's keytool makes for this test. */
    private static SSLContext tls(Path directory) throws Exception {
        Path file = directory.resolve("server.p12");
        String password = "of this test";
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC",
                "-dname", "CN=gateway", "-ext", "san=ip:127.0.0.1", "-keystore", file.toString(), "-storepass", password)
                .inheritIO().start().waitFor();
        KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static String post(SSLContext tls, WebhookServer gateway, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.endpoint().resolve(path))
                .method(body.isEmpty() ? "GET" : "POST", HttpRequest.BodyPublishers.ofString(body)).build();
        return HttpClient.newBuilder().sslContext(tls).build().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
