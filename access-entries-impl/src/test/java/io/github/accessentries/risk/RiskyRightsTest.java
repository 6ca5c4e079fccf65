package io.github.accessentries.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.authz.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskyRightsTest {

    private static List<String> list(String words) {
        return words.isEmpty()
                ? List.of()
                : Arrays.stream(words.split(" ", -1))
                        .map(word -> word.equals("-") ? "" : word)
                        .toList();
    }

    /** A rule, given in the whole cluster and in a namespace: "kind request [names]" for each right. */
    @ParameterizedTest(name = "{0} on {1} {2} named \"{3}\" under {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "create           | -                     | pods/exec              | web       |      | pod-exec create pods/exec \"web\" [web] | pod-exec create pods/exec \"web\" [web]",
                "create           | -                     | pods                   | web       |      | ''                                | ''",
                "create patch     | -                     | pods                   | web       |      | pod-create patch pods \"web\" [web]     | pod-create patch pods \"web\" [web]",
                "create           | -                     | serviceaccounts/token  | b a       |      | token-create create serviceaccounts/token \"a\" [a, b] | token-create create serviceaccounts/token \"a\" [a, b]",
                "list             | -                     | secrets                | a         |      | secrets-read list secrets \"a\" [a]     | secrets-read list secrets \"a\" [a]",
                "list             | -                     | secrets                | -         |      | secrets-read list secrets []          | secrets-read list secrets []",
                "get              | -                     | secrets                | -         |      | ''                                | ''",
                "create           | -                     | secrets                | -         |      | token-secret create secrets []        | token-secret create secrets []",
                "impersonate      | -                     | users groups           | x         |      | impersonate impersonate users \"x\" [x]; impersonate impersonate groups \"x\" [x] | ''",
                "impersonate      | authentication.k8s.io | userextras/arn         | x         |      | impersonate impersonate userextras.authentication.k8s.io/arn \"x\" [x] | ''",
                "impersonate      | authentication.k8s.io | uids                   | ''        |      | impersonate impersonate uids.authentication.k8s.io [] | ''",
                "bind             | rbac.authorization.k8s.io | clusterroles       | view      |      | bind bind clusterroles.rbac.authorization.k8s.io \"view\" [view] | bind bind clusterroles.rbac.authorization.k8s.io \"view\" [view]",
                "update           | -                     | configmaps             | aws-auth  |      | aws-auth-write update configmaps \"aws-auth\" in namespace kube-system [] | aws-auth-write update configmaps \"aws-auth\" in namespace kube-system []",
                "update           | -                     | configmaps             | other     |      | ''                                | ''",
                "get              | -                     | pods/exec              | ''        |      | pod-exec get pods/exec []             | pod-exec get pods/exec []",
                "get              | -                     | pods/exec              | ''        | 1.34 | pod-exec get pods/exec []             | pod-exec get pods/exec []",
                "get              | -                     | pods/exec              | ''        | 1.35 | ''                                | ''",
                "impersonate:user-info | authentication.k8s.io | users             | ''        | 1.35 | ''                                | ''",
                "impersonate:user-info | authentication.k8s.io | users             | ''        | 1.36 | impersonate impersonate:user-info users.authentication.k8s.io [] | ''",
                "patch            | admissionregistration.k8s.io | mutatingadmissionpolicybindings | '' | 1.33 | '' | ''",
                "patch            | admissionregistration.k8s.io | mutatingadmissionpolicybindings | '' | 1.34 | mutating-policy-write patch mutatingadmissionpolicybindings.admissionregistration.k8s.io [] | ''",
            })
    void rights_areToldWithTheNamesThatTheyHoldFor(
            String verbs,
            String groups,
            String resources,
            String names,
            String version,
            String inCluster,
            String inNamespace) {
        Rule rule = Rule.asReceived()
                .verbs(list(verbs))
                .apiGroups(list(groups))
                .resources(list(resources))
                .resourceNames(list(names))
                .build();
        RiskyRights rights = RiskyRights.forVersion(Optional.ofNullable(version).map(KubernetesVersion::of));

        assertThat(told(rights.of(rule, true))).isEqualTo(inCluster);
        assertThat(told(rights.of(rule, false))).isEqualTo(inNamespace);
    }

    private static String told(List<RiskyRight> rights) {
        return rights.stream()
                .map(right -> right.kind() + " " + right.shownBy() + " "
                        + right.names().stream().sorted().toList())
                .collect(Collectors.joining("; "));
    }
}
