package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.Risks;
import io.github.accessentries.risk.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the guides say of risks, and that a new cluster has none. */
class GuideRisksTest {

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster cluster = fake.createCluster("prod");
    private final List<String> shown = new ArrayList<>();

    @AfterEach
    void close() {
        fake.close();
    }

    private void show(Object thing) {
        shown.add(String.valueOf(thing));
    }

    /** By somebody who may read access, and no more. */
    private void review(String objects) {
        FakePrincipal auditor = fake.iam().role("auditor");
        cluster.rbac(RbacObjects.parse("""
                - {kind: ClusterRole, metadata: {name: audit}, rules: [
                    {verbs: [list], apiGroups: [rbac.authorization.k8s.io], resources: [roles, rolebindings, clusterroles, clusterrolebindings]},
                    {verbs: [list], apiGroups: [''], resources: [namespaces]},
                    {verbs: [get], apiGroups: [''], resources: [configmaps], resourceNames: [aws-auth]}]}
                - {kind: ClusterRoleBinding, metadata: {name: audit}, roleRef: {kind: ClusterRole, name: audit},
                    subjects: [{kind: Group, name: auditors}]}
                """ + objects));
        AccessEntries prod = cluster.accessEntries();
        prod.grant(auditor.arn()).groups("auditors").apply();
        KubernetesApi kubernetes = ApiClientKubernetesApi.of(cluster.apiClient(auditor));
        // snippet: risks
        ClusterReading reading = ClusterReading.read(prod, kubernetes); // with version and authentication mode
        List<Risk> risks =
                Risks.of(reading.model(), reading.rbac(), reading.mappings().awsAuth());
        risks.stream().filter(risk -> risk.severity() != Severity.INFO).forEach(this::show);
        // medium api-service-write: ClusterRole "metrics" allows putting another server in the place of an API group,
        // which then sees all requests for it, only those named v1beta1.metrics.k8s.io: ServiceAccount "metrics/ops"
        // end
        assertThat(reading.model().kubernetesVersion()).contains(KubernetesVersion.of(1, 34));
        assertThat(risks).isNotEmpty();
    }

    @Test
    void whatIsToBeChanged_isTold() {
        review("""
                - {kind: ClusterRole, metadata: {name: metrics}, rules: [{verbs: [update], apiGroups: [apiregistration.k8s.io],
                    resources: [apiservices], resourceNames: [v1beta1.metrics.k8s.io]}]}
                - {kind: ClusterRoleBinding, metadata: {name: metrics}, roleRef: {kind: ClusterRole, name: metrics},
                    subjects: [{kind: ServiceAccount, name: metrics, namespace: ops}]}
                """);

        assertThat(shown)
                .singleElement()
                .asString()
                .startsWith(
                        "medium api-service-write: ClusterRole \"metrics\" allows putting another server in the place of an"
                                + " API group, which then sees all requests for it, only those named v1beta1.metrics.k8s.io:"
                                + " ServiceAccount \"metrics/ops\"");
    }

    @Test
    void newCluster_hasNoFindingAboveInfo() {
        review("");

        assertThat(shown).isEmpty();
    }

    @Test
    void grant_isTold() {
        cluster.accessEntries()
                .grant(fake.iam().role("admin").arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();

        review("");

        assertThat(shown).singleElement().asString().startsWith("high full-control: AmazonEKSClusterAdminPolicy");
    }
}
