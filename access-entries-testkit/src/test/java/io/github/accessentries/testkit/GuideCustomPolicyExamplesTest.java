package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.ApplyReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.eks.EksClient;

/** The example of the guides for policies of one's own, between markers as it stands there. */
@ExtendWith(FakeEksExtension.class)
class GuideCustomPolicyExamplesTest {

    @Test
    void aPolicy_isGrantedLikeOneOfAws(FakeEks fake) {
        FakeCluster cluster = fake.createCluster("prod");
        FakePrincipal pipeline = fake.iam().role("pipeline");
        FakePrincipal dev = fake.iam().role("team-a-dev");
        EksClient eks = fake.eksClient();
        EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks)
                .build()
                .grant(pipeline.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        ApiClientKubernetesApi kubernetes = ApiClientKubernetesApi.of(cluster.apiClient(pipeline));
        kubernetes.create(
                "/api/v1/namespaces",
                "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"team-a-dev\"}}");
        PrincipalArn developer = dev.arn();

        // snippet: policies
        CustomPolicy operator = CustomPolicy.of(
                "team-operator",
                Rule.builder()
                        .addApiGroups("apps")
                        .addResources("deployments", "deployments/scale")
                        .addVerbs("get", "list", "patch")
                        .build());
        AccessEntries prod = EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks)
                .kubernetes(kubernetes) // the cluster's own API, which keeps the rules
                .build();

        prod.grant(developer).allow(operator).inNamespaces("team-a", "team-a-*").apply();

        ApplyReport report = prod.reconcile(); // when namespaces have come or gone
        report.orThrow();
        // end

        assertThat(cluster).principal(dev).can("patch", "deployments.apps").inNamespace("team-a-dev");
        assertThat(report.outcomes()).isEmpty();
    }
}
