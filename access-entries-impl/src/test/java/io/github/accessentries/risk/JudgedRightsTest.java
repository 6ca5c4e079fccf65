package io.github.accessentries.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a right amounts to in one cluster: by what it names, by what is held beside it, by version and authentication mode. */
class JudgedRightsTest {

    private static final String CLUSTER = """
            kind: List
            items:
            - {kind: ClusterRole, metadata: {name: full}, rules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*']}]}
            - {kind: ClusterRole, metadata: {name: reader}, rules: [{verbs: [get], apiGroups: [''], resources: [secrets]}]}
            - {kind: ClusterRole, metadata: {name: harmless}, rules: [{verbs: [get], apiGroups: [''], resources: [pods]}]}
            - {kind: Role, metadata: {name: full, namespace: team-a}, rules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*']}]}
            - kind: ClusterRoleBinding
              metadata: {name: root}
              roleRef: {kind: ClusterRole, name: full}
              subjects: [{kind: ServiceAccount, name: root, namespace: infra}, {kind: User, name: boss}]
            - kind: ClusterRoleBinding
              metadata: {name: ops}
              roleRef: {kind: ClusterRole, name: reader}
              subjects: [{kind: Group, name: ops}]
            - kind: ClusterRoleBinding
              metadata: {name: calm}
              roleRef: {kind: ClusterRole, name: harmless}
              subjects: [{kind: ServiceAccount, name: calm, namespace: team-a}, {kind: Group, name: calm}]
            """;

    private static final AwsAuth AWS_AUTH = AwsAuth.parse(Map.of("mapAccounts", "['111122223333']"));

    private AuthenticationMode mode = AuthenticationMode.API_AND_CONFIG_MAP;
    private KubernetesVersion version = KubernetesVersion.of(1, 36);

    /** A rule as {@code verbs groups/resources=names}, each with commas in it. */
    private static String rule(String words) {
        String[] parts = words.strip().split("[ ]", 3);
        return "{verbs: [" + quoted(parts[0]) + "], apiGroups: [" + quoted(parts[1]) + "], resources: ["
                + quoted(parts[2].replaceFirst("=.*", "")) + "]"
                + (parts[2].contains("=") ? ", resourceNames: [" + quoted(parts[2].replaceFirst(".*?=", "")) + "]" : "")
                + "}";
    }

    private static String quoted(String words) {
        return Arrays.stream(words.split(",", -1))
                .map(word -> "'" + (word.equals("-") ? "" : word) + "'")
                .collect(Collectors.joining(","));
    }

    private List<Risk> risks(String rules, String namespace, String subject) {
        String given =
                Arrays.stream(rules.split(";", -1)).map(JudgedRightsTest::rule).collect(Collectors.joining(", "));
        RbacObjects rbac = RbacObjects.parse(CLUSTER
                + "- {kind: ClusterRole, metadata: {name: r}, rules: [" + given + "]}\n"
                + "- {kind: " + (namespace.isEmpty() ? "ClusterRoleBinding" : "RoleBinding") + ", metadata: {name: r"
                + (namespace.isEmpty() ? "" : ", namespace: " + namespace)
                + "}, roleRef: {kind: ClusterRole, name: r}, subjects: [{kind: Group, name: '" + subject + "'}]}\n");
        return Risks.of(
                        ClusterAccess.builder()
                                .rbac(rbac)
                                .awsAuth(AWS_AUTH)
                                .authenticationMode(mode)
                                .kubernetesVersion(version)
                                .build(),
                        rbac,
                        AWS_AUTH)
                .stream()
                .filter(risk -> risk.exposures().stream()
                        .anyMatch(each -> each.subject().equals(new Subject.Group(subject))))
                .filter(risk -> risk.source().equals("ClusterRole \"r\""))
                .toList();
    }

    private static String told(List<Risk> risks) {
        return risks.stream()
                .map(risk -> risk.severity() + " " + risk.kind()
                        + risk.summary()
                                .replaceFirst(
                                        "^ClusterRole \"r\" " + risk.kind().effect(), "")
                                .replaceFirst(": Group \"[^\"]*\"$", ""))
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest(name = "{0} in \"{1}\": {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "bind rbac.authorization.k8s.io clusterroles=full          | ''     | high bind, only of ClusterRole full, which gives full control",
                "bind rbac.authorization.k8s.io clusterroles=cluster-admin | ''     | high bind, only of ClusterRole cluster-admin, which gives full control",
                "bind rbac.authorization.k8s.io clusterroles=full          | team-a | medium bind, only of ClusterRole full, which gives full control",
                "bind rbac.authorization.k8s.io clusterroles=harmless      | ''     | low bind, only of ClusterRole harmless, which has nothing that is more than it looks",
                "bind rbac.authorization.k8s.io clusterroles=harmless,full | ''     | high bind, only of ClusterRole full, harmless, which gives full control",
                "bind rbac.authorization.k8s.io clusterroles=gone          | ''     | high bind, only of ClusterRole gone, of which nothing is known",
                "bind rbac.authorization.k8s.io roles=full                 | team-a | medium bind, only of Role full, which gives full control",
                "bind rbac.authorization.k8s.io roles=full                 | ''     | medium bind, only of Role full, which gives full control",
                "bind rbac.authorization.k8s.io roles=full                 | team-b | medium bind, only of Role full, of which nothing is known",
                "escalate rbac.authorization.k8s.io clusterroles=full      | ''     | high escalate, only of ClusterRole full, which gives full control",
                "escalate rbac.authorization.k8s.io clusterroles=harmless  | ''     | low escalate, only of ClusterRole harmless, which has nothing that is more than it looks",
                "escalate,update rbac.authorization.k8s.io clusterroles=harmless | '' | high escalate, only to ClusterRole harmless, which may be changed as well",
                "impersonate - groups=system:masters                       | ''     | high impersonate, only of group system:masters, which gives full control",
                "impersonate - groups=calm                                 | ''     | low impersonate, only of group calm, which has nothing that is more than it looks",
                "'impersonate - groups=ops'                                | ''     | 'high impersonate, only of group ops, which allows reading secrets, among them tokens of service accounts'",
                "impersonate - users=boss                                  | ''     | high impersonate, only of user boss, which gives full control",
                "impersonate - serviceaccounts=root                        | ''     | high impersonate, only of ServiceAccount root, which gives full control",
                "impersonate - serviceaccounts=root                        | team-a | low impersonate, only of ServiceAccount root, which has nothing that is more than it looks",
                "impersonate authentication.k8s.io userextras/arn=x        | ''     | medium impersonate, only those named x",
                "impersonate authentication.k8s.io userextras/arn          | ''     | high impersonate",
                "impersonate:user-info authentication.k8s.io users         | ''     | medium impersonate, only for what impersonate-on allows",
                "impersonate:serviceaccount authentication.k8s.io serviceaccounts=calm | '' | low impersonate, only of ServiceAccount calm, which has nothing that is more than it looks, only for what impersonate-on allows",
                "create - serviceaccounts/token=root                       | infra  | high token-create, only of ServiceAccount root, which gives full control",
                "create - serviceaccounts/token=calm                       | ''     | low token-create, only of ServiceAccount calm, which has nothing that is more than it looks",
                "get - secrets=db                                          | ''     | low secrets-read, only those named db",
                "get - secrets=db                                          | team-a | info secrets-read, only those named db",
                "list - secrets=db                                         | ''     | low secrets-read, only those named db by a field selector on the name",
                "get - secrets=a,b,c,d,e                                   | ''     | 'low secrets-read, only those named a, b, c and 2 others'",
                "create,get - secrets=db                                   | ''     | low secrets-read, only those named db",
                "get - secrets;get - secrets=db                            | ''     | high secrets-read",
                "get - secrets;get - secrets=db                            | team-a | ''",
                "create - pods/exec=a;create - pods/exec                   | team-a | low pod-exec",
                "create - pods/exec=a;create - pods/attach                 | team-a | low pod-exec, only those named a; low pod-exec",
                "create - secrets                                          | team-a | ''",
                "create - secrets;get - secrets=mine                       | team-a | low token-secret; info secrets-read, only those named mine",
                "patch admissionregistration.k8s.io mutatingwebhookconfigurations=w | '' | high webhook-write, only those named w",
                "create admissionregistration.k8s.io mutatingwebhookconfigurations=w | '' | ''",
                "patch apiregistration.k8s.io apiservices=v1.x             | ''     | medium api-service-write, only those named v1.x",
                "patch eks.services.k8s.aws accessentries=x                | team-a | medium access-entry-write, only those named x",
                "update certificates.k8s.io certificatesigningrequests/approval | '' | 'low csr-approve, but not for a signer, without which no approval is accepted'",
                "update certificates.k8s.io certificatesigningrequests/approval;approve certificates.k8s.io signers=kubernetes.io/kube-apiserver-client | '' | high csr-approve",
                "update certificates.k8s.io certificatesigningrequests/approval;approve certificates.k8s.io signers=kubernetes.io/kube-apiserver-client-kubelet | '' | 'medium csr-approve, only of nodes'",
                "update certificates.k8s.io certificatesigningrequests/approval;approve certificates.k8s.io signers=kubernetes.io/legacy-unknown | '' | 'low csr-approve, only of the signers kubernetes.io/legacy-unknown'",
                "update certificates.k8s.io certificatesigningrequests/approval;approve certificates.k8s.io signers=example.com/* | '' | 'low csr-approve, only of the signers example.com/*'",
                "create - pods/exec=web                                    | team-a | low pod-exec, only those named web",
                "patch - pods=web                                          | ''     | low pod-create, only those named web",
                "patch apps deployments=web                                | ''     | high pod-create, only those named web",
                "deletecollection - secrets=db                             | ''     | ''",
                "create - configmaps                                       | kube-system | ''",
                "create,delete - configmaps                                | kube-system | 'high aws-auth-write, by deleting it and making it anew'",
                "delete - configmaps=aws-auth                              | kube-system | 'medium aws-auth-write, though only by deleting it, which shuts out whomever only it lets in'",
                "delete - configmaps=other                                 | kube-system | ''",
                // Of a collection no name is asked, so that this deletes nothing.
                "create - configmaps;deletecollection - configmaps=aws-auth | kube-system | ''",
                "create - secrets;list - secrets=-                         | team-a | low token-secret",
                "create - secrets;get - secrets=-                          | team-a | ''",
                "update certificates.k8s.io certificatesigningrequests/approval;approve certificates.k8s.io signers=- | '' | 'low csr-approve, but not for a signer, without which no approval is accepted'",
                "impersonate - users=system:serviceaccount:infra:root      | ''     | 'low impersonate, only of user system:serviceaccount:infra:root, which names a ServiceAccount, so that impersonating it takes the verb on serviceaccounts'",
            })
    void right_isJudgedByWhatItAmountsTo(String rules, String namespace, String expected) {
        assertThat(told(risks(rules, namespace, "devs"))).isEqualTo(expected);
    }

    @Test
    void awsAuth_isWorthNothingWhereTheClusterDoesNotAskIt() {
        mode = AuthenticationMode.API;

        assertThat(told(risks("update,create,delete - configmaps", "kube-system", "devs")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1.31 | critical anonymous-access",
                "1.32 | 'low anonymous-access, but from Kubernetes 1.32 on EKS lets users without credentials ask for nothing but its health'",
            })
    void usersWithoutCredentials_areHeldOffByLaterVersions(String since, String expected) {
        version = KubernetesVersion.of(since);

        assertThat(told(risks("get - pods", "", "system:unauthenticated"))).isEqualTo(expected);
    }

    /** An empty one reads like none, so neither is taken for granted. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create        | HIGH aws-auth-write, by making it, if there is none yet
            create,delete | HIGH aws-auth-write, by making it, or by deleting it first if there is one
            delete        | MEDIUM aws-auth-write, though only by deleting it, if there is one, which shuts out whomever only it lets in
            """)
    void emptyAwsAuth_isThereOrNot(String verbs, String expected) {
        RbacObjects rbac = RbacObjects.parse("""
                kind: List
                items:
                - {kind: ClusterRole, metadata: {name: r}, rules: [{verbs: [%s], apiGroups: [''], resources: [configmaps]}]}
                - {kind: RoleBinding, metadata: {name: r, namespace: kube-system}, roleRef: {kind: ClusterRole, name: r}, subjects: [{kind: User, name: jane}]}
                """.formatted(verbs));
        AwsAuth empty = AwsAuth.parse(Map.of("mapAccounts", "[]"));

        assertThat(Risks.of(ClusterAccess.builder().rbac(rbac).awsAuth(empty).build(), rbac, empty))
                .filteredOn(risk -> risk.kind() == RiskKind.AWS_AUTH_WRITE)
                .singleElement()
                .satisfies(risk -> {
                    assertThat(risk.severity())
                            .hasToString(
                                    expected.substring(0, expected.indexOf(' ')).toLowerCase(Locale.ROOT));
                    assertThat(risk.summary()).contains(expected.substring(expected.indexOf(',')));
                });
    }
}
