package io.github.accessentries.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.authn.Authenticated;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.testkit.internal.kubernetes.ClusterApi;
import io.github.accessentries.testkit.internal.kubernetes.ClusterFacts;
import io.github.accessentries.testkit.internal.kubernetes.ClusterObjects;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.wire.fault.FaultScript;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.oidc.ServiceAccount;
import io.github.accessentries.testkit.internal.wire.oidc.ServiceAccountToken;
import io.github.accessentries.testkit.internal.wire.oidc.TokenIssuer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The Kubernetes of one cluster, asked by somebody who may do everything. */
final class ClusterUnderLoad {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    private static final Headers TOKEN = Headers.of("Authorization", "Bearer token");
    private static final Authenticated MASTER = new Authenticated(
            KubernetesUser.builder()
                    .username("master")
                    .addGroups("system:masters")
                    .build(),
            IamIdentity.builder()
                    .arn("arn")
                    .canonicalArn("arn")
                    .accountId("111122223333")
                    .principalId("AROAEXAMPLE")
                    .accessKeyId("")
                    .build(),
            Mapped.builder().username("master").source("benchmark").build());

    private final ClusterApi api;

    ClusterUnderLoad() {
        ClusterFacts facts =
                new ClusterFacts(Clock.systemUTC(), () -> "1.33", () -> "certificate", () -> true, new NoTokens());
        api = new ClusterApi(
                new ClusterObjects(facts),
                token -> MASTER,
                ClusterAccess.builder().build().authorizer(),
                facts,
                new ClusterApi.Surroundings(facts.clock(), new FaultScript(), pause -> {}));
    }

    void createConfigMap(int number) {
        String body = "{\"metadata\":{\"name\":\"settings-" + number + "\",\"labels\":{\"app\":\"a" + number % 10
                + "\"}},\"data\":{\"color\":\"blue\"}}";
        send("POST", CONFIG_MAPS, "", body);
    }

    byte[] list(String query) {
        return send("GET", CONFIG_MAPS, query, "").body();
    }

    private ApiResponse send(String method, String path, String query, String body) {
        ApiResponse response = api.wire().exchange(new ApiRequest(method, path, query, TOKEN, body.getBytes(UTF_8)));
        if (response.status() >= 300) {
            throw new IllegalStateException(new String(response.body(), UTF_8));
        }
        return response;
    }

    /** Nobody here asks for a token of a service account. */
    private static final class NoTokens implements TokenIssuer {

        @Override
        public String mint(ServiceAccount account, List<String> audiences, Duration lifetime) {
            throw new IllegalStateException("No benchmark asks for tokens, but " + account.username() + " does");
        }

        @Override
        public Optional<ServiceAccountToken> read(String token) {
            return Optional.empty();
        }
    }
}
