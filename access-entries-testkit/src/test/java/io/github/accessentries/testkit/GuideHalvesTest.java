package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.iac.DesiredAccessFile;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.rbac.RbacObjects;
import io.kubernetes.client.openapi.ApiClient;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;

class GuideHalvesTest {

    @Test
    void bothHalves_areAppliedFromTheFileOfTheGuide() {
        String yaml = Documentation.block("access: halves");
        try (FakeEks fake = FakeEks.create()) {
            FakeCluster cluster = fake.createCluster("prod");
            FakePrincipal admin = fake.iam().role("admin");
            FakePrincipal dev = fake.iam().role("team-a-dev");
            cluster.accessEntries()
                    .grant(admin.arn())
                    .allow(AccessPolicy.CLUSTER_ADMIN)
                    .clusterWide()
                    .apply();
            cluster.rbac(RbacObjects.builder().addNamespaces("team-a").build());

            halves(fake.eksClient(), cluster.apiClient(admin), yaml);

            assertThat(cluster).principal(dev).can("get", "pods/log").inNamespace("team-a");
        }
    }

    private static void halves(EksClient eks, ApiClient apiClient, String yaml) {
        // snippet: halves
        EksAccessEntries prod = EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks)
                .kubernetes(ApiClientKubernetesApi.of(apiClient)) // the official client, for example EksApiClient's
                .build();

        AccessPlan plan = prod.plan(DesiredAccessFile.reader().read(yaml));
        show(plan); // both halves in one table, their effects together
        prod.apply(plan).orThrow();
        // end
    }

    private static void show(AccessPlan plan) {
        assertThat(plan.toString()).contains("create", "RoleBinding \"team-a-reads-pods/team-a\"");
    }
}
