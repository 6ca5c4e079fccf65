package org.example.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.EksApiClient;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksExtension;
import io.github.accessentries.token.EksTokens;
import io.kubernetes.client.openapi.ApiClient;
import java.util.ArrayList;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.model.Cluster;

/** The Kubernetes client, with tokens. */
@ExtendWith(FakeEksExtension.class)
class ClusterTest {

    @Test
    void rbacIsReadWithTokens(FakeEks eks) {
        eks.createCluster("prod");
        Cluster cluster = eks.eksClient().describeCluster(r -> r.name("prod")).cluster();
        EksTokens tokens = EksTokens.builder()
                .credentialsProvider(eks.iam().role("reader").session("me"))
                .region(Region.of(eks.region()))
                .build();
        ApiClient client = EksApiClient.of(cluster, tokens.source("prod"));
        List<String> authorizations = new ArrayList<>();
        client.setHttpClient(client.getHttpClient()
                .newBuilder()
                .addInterceptor(chain -> {
                    authorizations.add(chain.request().header("Authorization"));
                    return new Response.Builder()
                            .request(chain.request())
                            .protocol(Protocol.HTTP_1_1)
                            .code(200)
                            .message("OK")
                            .body(ResponseBody.create("{\"items\": []}", MediaType.get("application/json")))
                            .build();
                })
                .build());

        RbacObjects rbac = RbacObjects.read(ApiClientKubernetesApi.of(client));

        assertThat(rbac).isNotNull();
        assertThat(authorizations).isNotEmpty().allMatch(header -> header.startsWith("Bearer k8s-aws-v1."));
    }
}
