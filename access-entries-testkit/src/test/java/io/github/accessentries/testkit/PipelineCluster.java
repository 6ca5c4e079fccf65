package io.github.accessentries.testkit;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.WritableKubernetesApi;
import java.time.Duration;

/** A fake with one cluster, {@code prod}, and a pipeline that keeps both halves of its access as an administrator. */
final class PipelineCluster implements AutoCloseable {

    final FakeEks eks = FakeEks.builder().signatureChecks(false).build();
    final FakeCluster prod = eks.createCluster("prod");
    final FakePrincipal pipeline = eks.iam().role("pipeline");
    final WritableKubernetesApi api = ApiClientKubernetesApi.of(prod.apiClient(pipeline));

    PipelineCluster(String... namespaces) {
        EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks.eksClient())
                .build()
                .grant(pipeline.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        for (String namespace : namespaces) {
            createNamespace(namespace);
        }
    }

    /** The access entries, with the cluster's own API as this pipeline reaches it. */
    EksAccessEntries entries() {
        return entries(api);
    }

    EksAccessEntries entries(WritableKubernetesApi kubernetes) {
        return EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks.eksClient())
                .kubernetes(kubernetes)
                .propagationPatience(Duration.ZERO)
                .build();
    }

    void createNamespace(String name) {
        api.create(
                "/api/v1/namespaces",
                "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"" + name + "\"}}");
    }

    @Override
    public void close() {
        eks.close();
    }
}
