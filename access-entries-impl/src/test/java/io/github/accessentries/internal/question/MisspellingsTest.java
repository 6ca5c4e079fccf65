package io.github.accessentries.internal.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.rbac.RbacObjects;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspellingsTest {

    private static final Misspellings MISSPELLINGS = new Misspellings(Set.of());

    private static Optional<String> in(String verb, String resource) {
        return MISSPELLINGS.in(AccessRequest.of(verb, resource));
    }

    @ParameterizedTest
    @CsvSource({
        "delete, deployments, deployments.apps",
        "get, secret, secrets",
        "get, Secrets, secrets",
        "get, pods/logs, pods/log",
        "create, pods/Exec, pods/exec",
        "get, po, pods",
        "get, Pod, pods",
        "get, deploy, deployments.apps",
        "get, deployment.apps, deployments.apps",
        "get, deployments.app, deployments.apps",
        "get, deployments.Apps, deployments.apps",
        "get, deployments.v1.apps, deployments.apps",
        "get, pods.v1, pods",
        "patch, deployments/scale, deployments.apps/scale",
        "get, ingress, ingresses.networking.k8s.io",
        "get, ingresss.networking.k8s.io, ingresses.networking.k8s.io",
        "get, cronjobs, cronjobs.batch",
        "get, confgimaps, configmaps",
        "get, pdos, pods",
        "get, sercets, secrets",
        "gte, pods, get",
        "gett, pods, get",
        "lits, pods, list",
        "udpate, pods, update",
        "get, deploy/x, deployments.apps",
        "get, deploy/scales, deployments.apps/scale",
        "get, userextra.authentication.k8s.io, userextras.authentication.k8s.io",
        "GET, pods, get",
        "List, pods, list",
        "post, pods, create",
        "deletes, pods, delete",
        "exec, pods, create on its subresource exec",
        "get, clusterroles, clusterroles.rbac.authorization.k8s.io",
    })
    void mistake_isToldWithWhatMayBeMeant(String verb, String resource, String meant) {
        assertThat(in(verb, resource))
                .hasValueSatisfying(text -> assertThat(text).endsWith("did you mean " + meant + "?"));
    }

    @ParameterizedTest
    @CsvSource({
        "get, widgets, 'the core group of Kubernetes has no resource \"widgets\"; a custom resource is named with its group'",
        "get, widgets.shop, 'Kubernetes has no group \"shop\"; a custom resource is named with its group'",
        "get, widgets.apps, 'the group \"apps\" of Kubernetes has no resource \"widgets\"'",
        "get, pods/volume, 'pods has no subresource \"volume\"; it has attach, binding, '",
        "exec, secrets, 'no API server asks for the verb \"exec\" on secrets'",
        "get, secrets/data, 'secrets has no subresource \"data\"; it has none'",
    })
    void mistake_isToldAlsoWhereNothingIsNear(String verb, String resource, String text) {
        assertThat(in(verb, resource))
                .hasValueSatisfying(mistake -> assertThat(mistake).startsWith(text));
    }

    @ParameterizedTest
    @CsvSource({
        "get, widgets.example.com",
        "frobnicate, widgets.example.com/parts",
        "get, nodes.metrics.k8s.io",
        "get, gateways.gateway.networking.k8s.io",
        "get, novelties.networking.k8s.io",
        "delete, deployments.apps",
        "*, *",
        "*, *.*",
        "get, *.apps",
        "update, */scale",
        "get, pods/*",
        "impersonate, userextras.authentication.k8s.io/scopes",
        "impersonate, users",
        "approve, signers.certificates.k8s.io",
        "use, podsecuritypolicies.policy",
        "bind, clusterroles.rbac.authorization.k8s.io",
        "audit, pods",
        "set, pods",
        "gte, widgets.example.com",
        "get, nodes/checkpoint",
        "create, endpoints/restricted",
        "create, endpointslices.discovery.k8s.io/restricted",
    })
    void whatMayBeMeant_passes(String verb, String resource) {
        assertThat(in(verb, resource)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Team-A", "team_a", "*", "team-*", "-a", "a.b", "äpfel"})
    void namespace_thatNoneCanBe_isAMistake(String namespace) {
        assertThat(MISSPELLINGS.in(AccessRequest.of("get", "pods").inNamespace(namespace)))
                .hasValueSatisfying(text -> assertThat(text).contains("\"" + namespace + "\""));
    }

    @Test
    void namespace_isSuggested() {
        assertThat(MISSPELLINGS.in(AccessRequest.of("get", "pods").inNamespace("Team-A")))
                .hasValueSatisfying(text -> assertThat(text).endsWith("did you mean team-a?"));
        assertThat(MISSPELLINGS.in(AccessRequest.of("get", "pods").inNamespace("a".repeat(64))))
                .isPresent();
        assertThat(MISSPELLINGS.in(AccessRequest.of("get", "pods").inNamespace("a".repeat(63))))
                .isEmpty();
    }

    @Test
    void clusterScopedResource_inANamespace_isAMistake_butForTheNamespaceItself() {
        assertThat(MISSPELLINGS.in(AccessRequest.of("get", "nodes").inNamespace("prod")))
                .hasValueSatisfying(text -> assertThat(text).startsWith("nodes are in no namespace"));
        assertThat(MISSPELLINGS.in(AccessRequest.of("get", "namespaces").inNamespace("prod")))
                .isEmpty();
        assertThat(MISSPELLINGS.in(AccessRequest.of("delete", "namespaces").named("prod")))
                .isEmpty();
    }

    @Test
    void clusterRoleToBind_andPolicyToUse_areAskedForInTheNamespaceOfTheirUse() {
        assertThat(MISSPELLINGS.in(AccessRequest.of("bind", "clusterroles.rbac.authorization.k8s.io")
                        .inNamespace("prod")))
                .isEmpty();
        assertThat(MISSPELLINGS.in(
                        AccessRequest.of("use", "podsecuritypolicies.policy").inNamespace("prod")))
                .isEmpty();
        assertThat(MISSPELLINGS.in(AccessRequest.of("escalate", "clusterroles.rbac.authorization.k8s.io")
                        .inNamespace("prod")))
                .isPresent();
    }

    @Test
    void paths_haveTheVerbsOfHttp_inLowerCase() {
        assertThat(MISSPELLINGS.in(AccessRequest.ofPath("get", "/metrics"))).isEmpty();
        assertThat(MISSPELLINGS.in(AccessRequest.ofPath("post", "/metrics"))).isEmpty();
        assertThat(MISSPELLINGS.in(AccessRequest.ofPath("*", "/metrics"))).isEmpty();
        assertThat(MISSPELLINGS.in(AccessRequest.ofPath("GET", "/metrics")))
                .hasValueSatisfying(text -> assertThat(text).endsWith("did you mean get?"));
        assertThat(MISSPELLINGS.in(AccessRequest.ofPath("list", "/metrics"))).isPresent();
    }

    @Test
    void whatIsNamedAsCustom_passes() {
        Misspellings knowing = new Misspellings(Set.of("widgets", "deployments", "pods/snapshot", "pod.apps"));

        assertThat(Stream.of("widgets", "widgets/parts", "deployments", "pods/snapshot", "pod.apps"))
                .allMatch(resource ->
                        knowing.in(AccessRequest.of("get", resource)).isEmpty());
        assertThat(knowing.in(AccessRequest.of("get", "pods/volume"))).isPresent();
    }

    @Test
    void hostileNames_areToldOnOneLine() {
        assertThat(in("get", "pods\u001b[2J\n"))
                .hasValueSatisfying(text -> assertThat(text).doesNotContain("\n", "\u001b"));
    }

    /** What Kubernetes and AWS themselves give rules for is never taken for misspelt. */
    @Test
    void everyRule_ofKubernetesAndOfAccessPolicies_asksForSomethingThatThereIs() throws IOException {
        List<Rule> rules = Stream.concat(
                        PolicyCatalogue.published().policies().stream().flatMap(policy -> policy.rules().stream()),
                        defaultRoles().roles().stream().flatMap(role -> role.rules().stream()))
                .toList();

        assertThat(rules).hasSizeGreaterThan(200);
        Set<String> mistaken = new TreeSet<>();
        for (Rule rule : rules) {
            for (String resource : rule.resources()) {
                for (String verb : rule.verbs()) {
                    boolean asksForSomething = rule.apiGroups().stream()
                            .anyMatch(
                                    group -> in(verb, inGroup(group, resource)).isEmpty());
                    if (!asksForSomething) {
                        mistaken.add(inGroup(rule.apiGroups().get(0), resource));
                    }
                }
            }
        }
        assertThat(mistaken)
                .as("what a published policy has in the wrong group, where nothing can ever ask for it")
                .containsExactly("ingresses");
    }

    private static String inGroup(String group, String resource) {
        int slash = resource.indexOf('/');
        String name = slash < 0 ? resource : resource.substring(0, slash);
        return name + (group.isEmpty() ? "" : "." + group) + (slash < 0 ? "" : resource.substring(slash));
    }

    private static RbacObjects defaultRoles() throws IOException {
        try (InputStream file = Objects.requireNonNull(MisspellingsTest.class.getResourceAsStream(
                "/io/github/accessentries/rbac/kubernetes-default-cluster-roles.yaml"))) {
            return RbacObjects.parse(new String(file.readAllBytes(), UTF_8));
        }
    }
}
