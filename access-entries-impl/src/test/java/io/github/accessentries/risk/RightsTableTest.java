package io.github.accessentries.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rights that are more than they look, each in a cluster of its own, in the whole cluster and in one namespace. */
class RightsTableTest {

    @ParameterizedTest(name = "{0} {1}/{2} under {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "create | -     | pods                   | ''   | high pod-create        | low pod-create",
                "update | -     | pods                   | ''   | high pod-create        | low pod-create",
                "patch  | -     | pods/ephemeralcontainers | '' | high pod-exec          | low pod-exec",
                "create | apps  | deployments            | ''   | high pod-create        | low pod-create",
                "update | apps  | daemonsets             | ''   | high pod-create        | low pod-create",
                "patch  | apps  | statefulsets           | ''   | high pod-create        | low pod-create",
                "patch  | apps  | replicasets            | ''   | high pod-create        | low pod-create",
                "update | batch | jobs                   | ''   | high pod-create        | low pod-create",
                "patch  | batch | cronjobs               | ''   | high pod-create        | low pod-create",
                "update | -     | replicationcontrollers | ''   | high pod-create        | low pod-create",
                "delete | apps  | deployments            | ''   | ''                     | ''",
                "create | -     | persistentvolumes      | ''   | high volume-create     | ''",
                "create | -     | persistentvolumeclaims | ''   | ''                     | ''",
                "get    | -     | nodes/proxy            | ''   | high node-proxy        | ''",
                "create | -     | nodes/proxy            | ''   | high node-proxy        | ''",
                "get    | -     | pods/exec              | 1.34 | high pod-exec          | low pod-exec",
                "get    | -     | pods/attach            | 1.34 | high pod-exec          | low pod-exec",
                "get    | -     | pods/portforward       | 1.35 | ''                     | ''",
                "create | -     | pods/exec              | 1.35 | high pod-exec          | low pod-exec",
                "create | admissionregistration.k8s.io | validatingwebhookconfigurations  | '' | high webhook-write           | ''",
                "patch  | admissionregistration.k8s.io | mutatingwebhookconfigurations    | '' | high webhook-write           | ''",
                "create | admissionregistration.k8s.io | mutatingadmissionpolicies        | 1.33 | ''                         | ''",
                "create | admissionregistration.k8s.io | mutatingadmissionpolicies        | 1.34 | high mutating-policy-write | ''",
                "patch  | admissionregistration.k8s.io | mutatingadmissionpolicybindings  | 1.35 | high mutating-policy-write | ''",
                "update | admissionregistration.k8s.io | validatingadmissionpolicies      | '' | medium validating-policy-write | ''",
                "delete | admissionregistration.k8s.io | validatingadmissionpolicybindings | '' | medium validating-policy-write | ''",
                "update | apiregistration.k8s.io       | apiservices            | '' | high api-service-write  | ''",
                "create | -                            | secrets                | '' | ''                      | ''",
                "create,get | -                        | secrets                | '' | high secrets-read, high token-secret | low token-secret",
                "impersonate | -                       | groups                 | '' | high impersonate        | ''",
                "impersonate | authentication.k8s.io   | uids                   | '' | high impersonate        | ''",
                "impersonate | authentication.k8s.io   | userextras/principalId | '' | high impersonate        | ''",
                "impersonate:user-info | authentication.k8s.io | users          | 1.35 | ''                    | ''",
                "impersonate:user-info | authentication.k8s.io | groups         | 1.36 | medium impersonate    | ''",
                "impersonate:serviceaccount | authentication.k8s.io | serviceaccounts | 1.36 | medium impersonate | medium impersonate",
                "impersonate:arbitrary-node | authentication.k8s.io | nodes     | 1.36 | medium impersonate    | ''",
                "impersonate:associated-node | authentication.k8s.io | nodes    | 1.36 | low impersonate       | ''",
                "update | -                            | configmaps             | '' | high aws-auth-write     | ''",
                "create | -                            | configmaps             | '' | high aws-auth-write     | ''",
                "create | eks.services.k8s.aws         | accessentries          | '' | high access-entry-write | high access-entry-write",
                "patch  | eks.services.k8s.aws         | accessentries          | '' | high access-entry-write | high access-entry-write",
                "create | eks.aws.upbound.io           | accessentries          | '' | high access-entry-write | ''",
                "patch  | eks.aws.upbound.io           | accesspolicyassociations | '' | high access-entry-write | ''",
                "create | eks.aws.m.upbound.io         | accesspolicyassociations | '' | high access-entry-write | high access-entry-write",
                "update | controlplane.cluster.x-k8s.io | awsmanagedcontrolplanes | '' | high access-entry-write | high access-entry-write",
                "create | iamauthenticator.k8s.aws     | iamidentitymappings    | '' | high access-entry-write | ''",
            })
    void right_isFoundInAClusterMadeForIt(
            String verbs, String group, String resource, String version, String inCluster, String inNamespace) {
        String rule = "{verbs: ['" + verbs.replace(",", "','") + "'], apiGroups: ['" + (group.equals("-") ? "" : group)
                + "'], resources: ['" + resource + "']}";

        assertThat(told(rule, version, "ClusterRoleBinding", "")).isEqualTo(inCluster);
        assertThat(told(rule, version, "RoleBinding", ", namespace: team-a")).isEqualTo(inNamespace);
    }

    private static String told(String rule, String version, String kind, String namespace) {
        RbacObjects rbac = RbacObjects.reader()
                .allBindings()
                .read("kind: List\nitems:\n- {kind: ClusterRole, metadata: {name: r}, rules: [" + rule
                        + "]}\n- {kind: " + kind + ", metadata: {name: b" + namespace
                        + "}, roleRef: {kind: ClusterRole, name: r}, subjects: [{kind: Group, name: devs}]}\n");
        ClusterAccess.Builder model = ClusterAccess.builder().rbac(rbac).awsAuth(AwsAuth.none());
        if (!version.isEmpty()) {
            model.kubernetesVersion(KubernetesVersion.of(version));
        }
        List<Risk> risks = Risks.of(model.build(), rbac, AwsAuth.none());
        return risks.stream()
                .map(risk -> risk.severity() + " " + risk.kind())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Where the version is not known, the finding says on which ones it depends. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "get - pods/exec                                     | if the cluster is older than Kubernetes 1.35",
                "impersonate:user-info authentication.k8s.io users   | if the cluster has Kubernetes 1.36 or a newer one",
                "patch admissionregistration.k8s.io mutatingadmissionpolicies | if the cluster has Kubernetes 1.34 or a newer one",
            })
    void unknownVersion_isSaidWhereItMatters(String words, String condition) {
        String[] parts = words.split(" ", -1);
        RbacObjects rbac = RbacObjects.reader()
                .allBindings()
                .read("kind: List\nitems:\n- {kind: ClusterRole, metadata: {name: r}, rules: [{verbs: ['"
                        + parts[0] + "'], apiGroups: ['" + (parts[1].equals("-") ? "" : parts[1]) + "'], resources: ['"
                        + parts[2]
                        + "']}]}\n- {kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: ClusterRole, name: r}, subjects: [{kind:"
                        + " Group, name: devs}]}\n");

        assertThat(Risks.of(
                        ClusterAccess.builder()
                                .rbac(rbac)
                                .awsAuth(AwsAuth.none())
                                .build(),
                        rbac,
                        AwsAuth.none()))
                .singleElement()
                .extracting(Risk::summary)
                .asString()
                .contains(condition);
    }
}
