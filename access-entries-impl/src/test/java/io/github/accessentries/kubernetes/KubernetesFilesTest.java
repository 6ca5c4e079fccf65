package io.github.accessentries.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.UnavailableException;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.RbacObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What files of kubectl answer in place of a cluster: unread is not absent. */
class KubernetesFilesTest {

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final String AWS_AUTH = "/api/v1/namespaces/kube-system/configmaps/aws-auth";

    @TempDir
    private Path place;

    private static String role(String namespace, String name) {
        return "{\"apiVersion\": \"rbac.authorization.k8s.io/v1\", \"kind\": \"Role\", \"metadata\": {\"namespace\": \""
                + namespace + "\", \"name\": \"" + name + "\"}, \"rules\": []}";
    }

    private static String list(String kind, String metadata, String... items) {
        return "{\"apiVersion\": \"" + (kind.startsWith("Role") ? "rbac.authorization.k8s.io/v1" : "v1")
                + "\", \"kind\": \"" + kind + "\", \"metadata\": {" + metadata + "}, \"items\": ["
                + String.join(",", items) + "]}";
    }

    private static String configMap(String namespace, String name) {
        return "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"namespace\": \"" + namespace
                + "\", \"name\": \"" + name + "\"}, \"data\": {\"mapRoles\": \"[]\"}}";
    }

    static Stream<Arguments> rolesAndTheirAnswer() {
        String a = role("kube-public", "x");
        String b = role("kube-system", "x");
        return Stream.of(
                Arguments.of("list of the server", list("RoleList", "", a, b), "\"namespace\":\"kube-public\""),
                Arguments.of("empty list of the server", list("RoleList", ""), "lacks those of namespace kube-system"),
                Arguments.of(
                        "list of the server, of one namespace",
                        list("RoleList", "", b),
                        "lacks those of namespace kube-public, which each cluster has"),
                Arguments.of(
                        "whole, and what somebody is about to make",
                        list("RoleList", "", a, b) + role("shop", "new"),
                        "is Role new, which the list of all roles does not have"),
                Arguments.of(
                        "list of the server without kinds",
                        list("RoleList", "", a, b).replace("\"kind\": \"Role\", ", ""),
                        "\"namespace\":\"kube-public\""),
                Arguments.of("list of kubectl", list("List", "", a, b), "\"namespace\":\"kube-system\""),
                Arguments.of(
                        "the same list twice",
                        list("List", "", a, b) + list("List", "", b, a),
                        "\"namespace\":\"kube-system\""),
                Arguments.of(
                        "the same in another version",
                        list("List", "", a, b) + a.replace("\"name\"", "\"resourceVersion\": \"7\", \"name\""),
                        "\"namespace\":\"kube-system\""),
                Arguments.of(
                        "part and whole",
                        list("List", "", a) + list("List", "", a, b),
                        "\"namespace\":\"kube-system\""),
                Arguments.of("no list", a + b, "there is no list of roles; get them with kubectl get roles -A"),
                Arguments.of("empty list of kubectl", list("List", ""), "there is no list of roles"),
                Arguments.of("of one namespace", list("List", "", a), "lacks those of namespace kube-system"),
                Arguments.of(
                        "what a selector left of several",
                        list("List", "", a, role("b", "x")),
                        "may be a part of those that the cluster has"),
                Arguments.of(
                        "of another group", list("RoleList", "").replace("rbac.", "iam."), "there is no list of roles"),
                Arguments.of("goes on", list("RoleList", "\"continue\": \"x\"", a), "goes on in another list"),
                Arguments.of(
                        "more remain", list("RoleList", "\"remainingItemCount\": 3", a), "goes on in another list"),
                Arguments.of(
                        "two moments",
                        list("List", "", a, b) + list("RoleList", "", a, b, role("c", "x")),
                        "so they are of two moments"),
                Arguments.of(
                        "contradiction",
                        list("List", "", a, b) + a.replace("\"rules\": []", "\"rules\": [{\"verbs\": [\"get\"]}]"),
                        "says something else of x than"),
                Arguments.of("without a name", list("RoleList", "", "{}"), "without a name or namespace"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rolesAndTheirAnswer")
    void list_isAnswered_onlyIfItIsThereWhole(String name, String text, String answer) throws IOException {
        Files.writeString(place.resolve("roles"), text);
        KubernetesFiles files = KubernetesFiles.of(place);

        if (answer.startsWith("\"")) {
            assertThat(files.get(RBAC + "roles?limit=500"))
                    .hasValueSatisfying(json -> assertThat(json)
                            .startsWith("{\"kind\":\"RoleList\",\"apiVersion\":\"rbac.authorization.k8s.io/v1\"")
                            .containsIgnoringWhitespaces(answer));
        } else {
            assertThatThrownBy(() -> files.get(RBAC + "roles?limit=500"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("The files do not tell which roles the cluster has: ")
                    .hasMessageContaining(answer);
        }
    }

    static Stream<Arguments> configMapsAndWhetherAwsAuthIsKnown() {
        return Stream.of(
                Arguments.of(configMap("kube-system", "aws-auth"), true, true),
                Arguments.of(list("ConfigMapList", ""), false, false),
                Arguments.of(list("ConfigMapList", "", configMap("kube-system", "other")), false, false),
                Arguments.of(list("ConfigMapList", "", configMap("kube-system", "kube-root-ca.crt")), true, false),
                Arguments.of(list("List", "", configMap("kube-system", "kube-root-ca.crt")), true, false),
                Arguments.of(list("List", "", configMap("kube-system", "other")), false, false),
                Arguments.of(list("List", "", configMap("default", "kube-root-ca.crt")), false, false),
                Arguments.of(list("List", "", configMap("default", "aws-auth")), false, false),
                Arguments.of(list("List", ""), false, false),
                Arguments.of(configMap("default", "aws-auth"), false, false),
                Arguments.of(
                        configMap("kube-system", "aws-auth")
                                + configMap("kube-system", "aws-auth").replace("[]", "[{}]"),
                        false,
                        false));
    }

    @ParameterizedTest
    @MethodSource("configMapsAndWhetherAwsAuthIsKnown")
    void awsAuth_isMissing_onlyIfAListDoesNotHaveIt(String text, boolean known, boolean there) throws IOException {
        Files.writeString(place.resolve("maps.json"), text);
        KubernetesFiles files = KubernetesFiles.of(place);

        if (known) {
            assertThat(files.get(AWS_AUTH).isPresent()).isEqualTo(there);
            assertThat(AwsAuth.read(files).faults()).isEmpty();
        } else {
            assertThatThrownBy(() -> files.get(AWS_AUTH)).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void otherPaths_areAnsweredOrUnavailable() throws IOException {
        Files.writeString(
                place.resolve("a.json"),
                list("List", "", role("a", "x"), role("kube-system", "y"), role("kube-public", "z")));
        Files.writeString(place.resolve("broken.yaml"), "a: [");
        KubernetesFiles files = KubernetesFiles.of(place);

        assertThat(files.get(RBAC + "namespaces/kube-system/roles/y"))
                .hasValueSatisfying(json -> assertThat(json).contains("\"kind\":\"Role\"", "\"name\":\"y\""));
        assertThat(files.get(RBAC + "namespaces/kube-system/roles/x")).isEmpty();
        assertThat(files.get(RBAC + "namespaces/a/roles"))
                .hasValueSatisfying(json -> assertThat(json).contains("\"x\"").doesNotContain("\"y\""));
        for (String path : new String[] {
            "/api/v1/pods", "/version", "/api/v1/configmaps", "/api/v1/namespaces/a", RBAC + "clusterroles/x", RBAC
        }) {
            assertThatThrownBy(() -> files.get(path)).as(path).isInstanceOf(UnavailableException.class);
        }
        assertThat(files.faults()).singleElement().asString().startsWith("broken.yaml, document 1");
    }

    private static Stream<Arguments> texts() {
        String bindings = EachCluster.items("RoleBinding");
        String global = EachCluster.items("ClusterRoleBinding");
        String others = Stream.of("ClusterRole", "Namespace", "Role")
                .map(EachCluster::items)
                .collect(Collectors.joining(","));
        String everything = bindings + "," + global + "," + others;
        return Stream.of(
                Arguments.of("nothing", "", false, false),
                Arguments.of(
                        "manifests", binding("a", "x") + "\n---\n" + global.replace("},{", "}\n---\n{"), false, false),
                Arguments.of("an array", "[" + everything + "]", false, false),
                Arguments.of("one namespace", printed(binding("a", "x") + "," + global), false, false),
                Arguments.of("kube-system", printed(binding("kube-system", "x") + "," + global), false, false),
                Arguments.of(
                        "what a selector left",
                        printed((bindings + "," + global).replace("cluster-admin", "x")),
                        false,
                        false),
                Arguments.of("no bindings of the whole cluster", printed(bindings + "," + others), false, false),
                Arguments.of("bindings", printed(bindings + "," + global), true, false),
                Arguments.of("everything", printed(everything), true, true),
                Arguments.of(
                        "one page of everything",
                        printed(everything).replace("\"items\"", "\"metadata\":{\"continue\":\"more\"},\"items\""),
                        false,
                        false));
    }

    private static String binding(String namespace, String name) {
        return role(namespace, name).replace("\"Role\"", "\"RoleBinding\"");
    }

    private static String printed(String objects) {
        return "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[" + objects + "]}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void rbacObjects_ofAText_areAllThatTheClusterHas_onlyIfItSaysSo(
            String what, String text, boolean allBindings, boolean whole) {
        RbacObjects objects = RbacObjects.parse(text);

        assertThat(objects.allBindings()).isEqualTo(allBindings);
        assertThat(objects.whole()).isEqualTo(whole);
        assertThat(RbacObjects.reader().allBindings().read(text).allBindings()).isTrue();
        assertThat(RbacObjects.reader().whole().read(text).whole()).isTrue();
    }

    /** Lists make nothing understood that is not. */
    @Test
    void rbacObjects_besideLists_areReadAsWithoutThem() {
        String everything = printed(Stream.of("RoleBinding", "ClusterRoleBinding", "ClusterRole", "Namespace", "Role")
                .map(EachCluster::items)
                .collect(Collectors.joining(",")));
        String template = """

                ---
                kind: RoleBinding
                metadata: {name: t, namespace: a}
                roleRef: {kind: Role, name: r}
                subjects: [{kind: Group, name: '{{ .Values.group }}'}]
                """;
        String nameless = "---\nmetadata: {name: x}\n";

        RbacObjects read = RbacObjects.parse(everything + template + nameless);

        assertThat(read.faults())
                .anyMatch(fault -> fault.contains("{{ .Values.group }}"))
                .anyMatch(fault -> fault.contains("has no kind"));
        assertThat(RbacObjects.parse(everything + "\n---\n" + everything).faults())
                .as("printed twice")
                .isEmpty();
    }

    @Test
    void rbacObjects_ofFiles_areWholeOnlyWithAllLists() throws IOException {
        Files.writeString(
                place.resolve("1-roles.json"), list("RoleList", "", role("a", "x"), EachCluster.items("Role")));
        Files.writeString(
                place.resolve("2-bindings.yaml"),
                "apiVersion: rbac.authorization.k8s.io/v1\r\nkind: RoleBindingList\r\nitems:\r\n- metadata: {name: b,"
                        + " namespace: a}\r\n  roleRef: {kind: Role, name: gone}\r\n  subjects: [{kind: Group, name: g}]\r\n- "
                        + EachCluster.items("RoleBinding").replace("},{\"api", "}\r\n- {\"api")
                        + "\r\n");
        Files.writeString(place.resolve("README.md"), "# not read");

        RbacObjects some = RbacObjects.read(place);

        assertThat(some.whole()).isFalse();
        assertThat(some.roles()).hasSize(3);
        assertThat(some.faults()).singleElement().asString().contains("Role a/gone", "not known");
        assertThat(some.withoutEffect()).singleElement().asString().startsWith("README.md: is not read");

        for (String kind : new String[] {"ClusterRole", "ClusterRoleBinding"}) {
            Files.writeString(
                    place.resolve(kind + ".json"),
                    list(kind + "List", "", EachCluster.items(kind))
                            .replace("\"v1\"", "\"rbac.authorization.k8s.io/v1\""));
        }
        Files.writeString(place.resolve("namespaces.json"), list("NamespaceList", "", EachCluster.items("Namespace")));

        RbacObjects all = RbacObjects.read(place);

        assertThat(all.whole()).isTrue();
        assertThat(all.faults()).isEmpty();
        assertThat(all.withoutEffect()).anyMatch(each -> each.contains("which does not exist"));
        assertThat(all)
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .ignoringFields("withoutEffect")
                .isEqualTo(RbacObjects.read(KubernetesFiles.of(place)));
    }

    @Test
    void rbacObjects_ofBrokenFiles_tellTheFile() throws IOException {
        Files.writeString(place.resolve("good.yaml"), role("a", "x"));
        Files.writeString(place.resolve("bad.yml"), "kind: [");
        Files.write(place.resolve("latin.yaml"), new byte[] {(byte) 0xFC});

        assertThat(RbacObjects.read(place).faults())
                .anyMatch(each -> each.startsWith("bad.yml, document 1, line "))
                .anyMatch(each -> each.startsWith("latin.yaml: is no text in UTF-8"));

        Files.delete(place.resolve("good.yaml"));
        assertThatThrownBy(() -> RbacObjects.read(place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bad.yml");
    }
}
