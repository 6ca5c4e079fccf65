package io.github.accessentries.rbac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RbacObjectsTest {

    private static final String OBJECTS = """
            apiVersion: v1
            kind: List
            items:
            - {kind: Namespace, metadata: {name: team-a}}
            - kind: ClusterRole
              metadata: {name: reader}
              rules:
              - {apiGroups: [""], resources: [pods], verbs: [get, list]}
            - kind: Role
              metadata: {name: writer, namespace: team-a}
              rules:
              - {apiGroups: [apps], resources: [deployments], verbs: ["*"]}
            - kind: ClusterRoleBinding
              metadata: {name: all-read}
              roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
              subjects: [{kind: Group, name: "system:authenticated"}]
            ---
            kind: RoleBinding
            metadata: {name: team-writes, namespace: team-a}
            roleRef: {kind: Role, name: writer}
            subjects:
            - {kind: User, name: ana}
            - {kind: ServiceAccount, name: deployer}
            - {kind: ServiceAccount, name: deployer, namespace: ci}
            """;

    private static KubernetesUser user(String name, String... groups) {
        return KubernetesUser.builder().username(name).addGroups(groups).build();
    }

    private static List<String> reasons(Authorizer authorizer, KubernetesUser user, AccessRequest request) {
        return authorizer.decide(user, request).reasons().stream()
                .map(Reason::text)
                .toList();
    }

    @Test
    void objects_asKubectlPrintsThem_areReadAndDecide() {
        RbacObjects objects = RbacObjects.parse(OBJECTS);
        Authorizer authorizer = ClusterAccess.builder().rbac(objects).build().authorizer();
        AccessRequest write = AccessRequest.of("patch", "deployments.apps").inNamespace("team-a");

        assertThat(objects.faults()).isEmpty();
        assertThat(objects.namespaces()).containsExactly("team-a");
        assertThat(reasons(authorizer, user("ana"), write))
                .containsExactly(
                        "RBAC: allowed by RoleBinding \"team-writes/team-a\" of Role \"writer\" to User \"ana\"");
        assertThat(reasons(authorizer, user("system:serviceaccount:team-a:deployer"), write))
                .containsExactly(
                        "RBAC: allowed by RoleBinding \"team-writes/team-a\" of Role \"writer\" to ServiceAccount"
                                + " \"deployer/team-a\"");
        assertThat(reasons(authorizer, user("system:serviceaccount:ci:deployer"), write))
                .hasSize(1);
        assertThat(reasons(authorizer, user("system:serviceaccount:other:deployer"), write))
                .isEmpty();
        assertThat(reasons(authorizer, user("ana"), write.inNamespace("team-b")))
                .isEmpty();
        assertThat(reasons(authorizer, user("bob", "system:authenticated"), AccessRequest.of("list", "pods")))
                .containsExactly("RBAC: allowed by ClusterRoleBinding \"all-read\" of ClusterRole \"reader\" to Group"
                        + " \"system:authenticated\"");
        assertThat(reasons(authorizer, user("bob"), AccessRequest.of("list", "pods")))
                .isEmpty();
    }

    @Test
    void rbacAndPolicies_addUp_rbacFirst() {
        PrincipalArn dev = PrincipalArn.role("111122223333", "dev");
        Authorizer authorizer = ClusterAccess.builder()
                .rbac(RbacObjects.parse(OBJECTS))
                .entries(List.of(AccessEntry.builder()
                        .cluster("prod")
                        .principal(dev)
                        .username("dev")
                        .addPolicies(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.clusterWide()))
                        .build()))
                .build()
                .authorizer();
        KubernetesUser session = KubernetesUser.builder()
                .username("dev")
                .putExtra(KubernetesUser.CANONICAL_ARN, List.of(dev.canonical()))
                .build();

        assertThat(reasons(authorizer, session, AccessRequest.of("list", "pods")))
                .satisfiesExactly(
                        rbac -> assertThat(rbac)
                                .as("who has an IAM identity is authenticated")
                                .startsWith("RBAC: allowed by ClusterRoleBinding \"all-read\""),
                        policy -> assertThat(policy).startsWith("EKS Access Policy: allowed by ClusterRoleBinding"));
    }

    @Test
    void masters_mayDoEverything() {
        Authorizer authorizer = ClusterAccess.of(List.of()).authorizer();

        assertThat(reasons(authorizer, user("root", "system:masters"), AccessRequest.ofPath("get", "/metrics")))
                .containsExactly("allowed by Group \"system:masters\", which may do everything");
        assertThat(reasons(authorizer, user("root", "System:masters"), AccessRequest.of("get", "pods")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: ClusterRole, metadata: {}}                                   | document 1: ClusterRole has no name",
                "{kind: Role, metadata: {name: r}}                                   | Role r has no namespace",
                "{kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: ClusterRole, name: x}} | refers to ClusterRole x, which is not among these",
                "[{kind: Namespace, metadata: {name: x}}, 7]                         | document 1, item 2: is not an object",
                "[{kind: ClusterRole, metadata: {name: c}}, {kind: ClusterRole, metadata: {name: c}, rules: []}] | ClusterRole c occurs twice",
                "{kind: RoleList, items: [{metadata: {name: r}}]}                    | document 1, item 1: Role r has no namespace",
                "{items: [{metadata: {name: r}}]}                                    | document 1, item 1: has no kind",
                "{kind: RoleBinding, metadata: {name: b}}                            | document 1: RoleBinding b has no namespace",
                "{kind: ClusterRole, metadata: {name: c}, rules: {verbs: [get]}}     | ClusterRole c: its rules are not a list",
                "{kind: ClusterRole, metadata: {name: c}, rules: [get]}              | ClusterRole c: rule 1: is not an object",
                "{kind: ClusterRole, metadata: {name: c}, rules: [{verbs: get}]}     | ClusterRole c: rule 1: its verbs are not a list",
                "{kind: ClusterRole, metadata: {name: c}, rules: [{verbs: [[get]]}]} | ClusterRole c: rule 1: its verbs contain something that is not text",
                "{kind: ClusterRole, metadata: {name: c}, rules: [{verbs: [yes]}]}   | ClusterRole c: rule 1: its verbs contain something that is not text",
                "{kind: ClusterRole, metadata: {name: 7}}                            | document 1: its name is not text",
                "{kind: 7, metadata: {name: c}}                                      | document 1: its kind is not text",
                "{kind: ClusterRole, metadata: c}                                    | document 1: its metadata is not an object",
                "{kind: List, items: 7}                                              | document 1: its items are not a list",
                "{kind: ClusterRole, metadata: {name: c}, aggregationRule: {clusterRoleSelectors: []}, rules: []} | ClusterRole c: has no rules but those of the roles that its aggregationRule selects",
                "{kind: ClusterRole, metadata: {name: c}, metadata: {name: d}}       | document 1: the key \"metadata\" stands twice",
                "{\"kind\": \"ClusterRole\", \"metadata\": {\"name\": \"c\", \"name\": \"d\"}} | document 1: the key \"name\" stands twice",
                "{kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: ClusterRole, name: reader, apiGroup: x}} | its roleRef is of group \"x\"",
                "{kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: ClusterRole, name: reader}, subjects: [{kind: User, name: u, apiGroup: x}]} | subject 1: User u is of group \"x\"",
                "{kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: ClusterRole, name: reader}, subjects: ana}                      | ClusterRoleBinding b: its subjects are not a list",
                "[[[[[[]]]]]]                                                        | document 1, item 1, item 1, item 1, item 1, item 1: lists are nested too deeply",
                "&a [*a]                                                             | document 1, line 1: anchor 'a' value contains itself",
                "&a {kind: List, items: [*a]}                                        | value contains itself",
                "'a: {'                                                              | document 1, line",
            })
    void badObject_isToldWithItsPlace_andTheRestIsKept(String text, String fault) {
        RbacObjects objects = RbacObjects.parse(text + "\n---\n" + OBJECTS);

        assertThat(objects.faults()).singleElement().asString().contains(fault);
        assertThat(objects.bindings()).extracting(RbacBinding::name).contains("all-read", "team-writes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: Pod, metadata: {name: p}}                                    | kind \"Pod\" is not an RBAC object",
                "{kind: Pod, metadata: {generateName: p}}                            | kind \"Pod\" is not an RBAC object",
                "{kind: ClusterRole, apiVersion: rbac.example.org/v1, metadata: {name: reader}}  | kind \"ClusterRole\" of rbac.example.org/v1 is not an RBAC object",
                "{kind: ClusterRole, apiVersion: rbac.authorization.k8s.io.x/v1, metadata: {name: reader}}  | is not an RBAC object",
                "{kind: ClusterRole, apiVersion: v1, metadata: {name: reader}}       | is not an RBAC object",
                "{kind: Role, apiVersion: iam.services.k8s.aws/v1alpha1, metadata: {name: writer, namespace: team-a}} | kind \"Role\" of iam.services.k8s.aws/v1alpha1",
                "{kind: RoleList, apiVersion: iam.services.k8s.aws/v1alpha1, items: [{metadata: {name: writer, namespace: team-a}}]} | item 1: kind \"Role\" of iam.services",
                "{kind: List, apiVersion: v1, items: [{kind: Role, apiVersion: iam.services.k8s.aws/v1alpha1, metadata: {name: writer, namespace: team-a}}]} | item 1: kind \"Role\" of iam",
                "{kind: Namespace, apiVersion: x.example.org/v1, metadata: {name: x}} | kind \"Namespace\" of x.example.org/v1",
                "{kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: Role, name: x}}        | refers to Role x, which only a RoleBinding can give",
                "{kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: role, name: x}}        | refers to kind \"role\"",
                "{kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: ClusterRole, name: reader}, subjects: [{kind: Robot, name: r}]} | ClusterRoleBinding b, subject 1: kind \"Robot\" is not one of [User, Group, ServiceAccount]",
                "{kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: ClusterRole, name: reader}, subjects: [{kind: User}]}           | ClusterRoleBinding b, subject 1: User has no name",
                "{kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: ClusterRole, name: reader}, subjects: [{kind: ServiceAccount, name: s}]} | ClusterRoleBinding b, subject 1: ServiceAccount s has no namespace",
            })
    void whatGrantsNothing_isToldAndChangesNothing(String text, String note) {
        RbacObjects objects = RbacObjects.parse(OBJECTS + "\n---\n" + text);
        RbacObjects without = RbacObjects.parse(OBJECTS);

        assertThat(objects.withoutEffect()).singleElement().asString().contains(note);
        assertThat(objects.faults()).isEmpty();
        assertThat(objects.roles()).isEqualTo(without.roles());
        assertThat(objects.namespaces()).isEqualTo(without.namespaces());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rbac.authorization.k8s.io/v1",
                "rbac.authorization.k8s.io/v1beta1",
                "rbac.authorization.k8s.io/v2"
            })
    void rolesOfRbac_areThoseOfEveryVersion(String apiVersion) {
        RbacObjects objects = RbacObjects.parse("{kind: ClusterRoleList, apiVersion: " + apiVersion
                + ", items: [{metadata: {name: a}}, {kind: ClusterRole, metadata: {name: b}}]}");

        assertThat(objects.faults()).isEmpty();
        assertThat(objects.roles()).extracting(RbacRole::name).containsExactly("a", "b");
    }

    @Test
    void plainText_isWhatGoMakesOfIt() {
        RbacObjects objects = RbacObjects.parse("""
                kind: ClusterRole
                metadata: {name: 12e34567}
                rules:
                - {verbs: [1e400, =, <<, 2001-01-01, 1_0e999, "7"], nonResourceURLs: [/x], futureField: {a: 1}}
                """);

        assertThat(objects.faults()).isEmpty();
        assertThat(objects.roles().get(0).name()).isEqualTo("12e34567");
        assertThat(objects.roles().get(0).rules().get(0).verbs())
                .containsExactly("1e400", "=", "<<", "2001-01-01", "1_0e999", "7");
    }

    @Test
    void oddRules_areHeldAsTheyAre() {
        RbacObjects objects = RbacObjects.parse("""
                kind: ClusterRole
                metadata: {name: odd}
                rules:
                - {}
                - null
                - {verbs: [get], apiGroups: [""], resources: [" "], nonResourceURLs: [x], resourceNames: [null]}
                """);

        assertThat(objects.faults()).isEmpty();
        assertThat(objects.roles().get(0).rules()).hasSize(3).last().satisfies(rule -> {
            assertThat(rule.resources()).containsExactly(" ");
            assertThat(rule.paths()).containsExactly("x");
            assertThat(rule.resourceNames()).containsExactly("");
        });
    }

    @Test
    void hostileNames_areTextInFaults() {
        RbacObjects objects = RbacObjects.parse("""
                {"kind": "Role\\n\\u001b[31m", "metadata": {"name": "x"}}
                ---
                {"kind": "ClusterRoleBinding", "metadata": {"name": "a\\nb"}, "roleRef": {"kind": "ClusterRole", "name": "c\\u202e"},
                 "subjects": [{"kind": "User", "name": "u\\nv", "apiGroup": "g\\r"}, {"kind": "K\\n", "name": "k"}]}
                """);

        assertThat(objects.faults()).hasSize(2);
        assertThat(objects.withoutEffect()).hasSize(2);
        assertThat(String.join("", objects.faults()) + String.join("", objects.withoutEffect()))
                .doesNotContainPattern("[\\p{Cntrl}\u202e]");
    }

    @Test
    void unreadableRole_isToldOnce_alsoWhereABindingNamesIt() {
        RbacObjects objects = RbacObjects.parse("""
                {kind: ClusterRole, metadata: {name: c}, rules: 7}
                ---
                {kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: ClusterRole, name: c}}
                """);

        assertThat(objects.faults()).singleElement().asString().contains("ClusterRole c: its rules are not a list");
        assertThat(objects.bindings()).hasSize(1);
    }

    @Test
    void documentsApart_costOnlyThemselves() {
        RbacObjects objects = RbacObjects.parse("""
                %YAML 1.1
                --- # first
                {kind: Namespace, metadata: {name: a}}
                --- {kind: Namespace, metadata: {name: b}}
                ...
                # nothing
                ---
                a: b: c
                ---
                {"kind": "Namespace", "metadata": {"name": "c\\/d"}}
                ---
                """);

        assertThat(objects.namespaces()).containsExactly("a", "b", "c/d");
        assertThat(objects.faults()).singleElement().asString().startsWith("document 3, line");
    }

    @Test
    void clusterRoleBindingOfARole_givesNothing_notEvenAClusterRoleOfThatName() {
        Authorizer authorizer = ClusterAccess.builder()
                .rbac(RbacObjects.parse(OBJECTS + """
                        ---
                        {kind: ClusterRoleBinding, metadata: {name: odd}, roleRef: {kind: Role, name: reader},
                         subjects: [{kind: User, name: eve}]}
                        """))
                .build()
                .authorizer();

        assertThat(reasons(authorizer, user("eve"), AccessRequest.of("list", "pods")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "a: b: c", "\u0000", "- &a [*a]\n- *b"})
    void textThatIsNoYaml_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RbacObjects.parse(text))
                .withMessageContaining("neither YAML nor JSON");
    }

    @Test
    void listsWithinTheirKind_asTheApiGivesThem_areRead() {
        RbacObjects objects = RbacObjects.parse("""
                {"kind":"ClusterRoleList","items":[{"metadata":{"name":"reader"},
                  "rules":[{"verbs":["get"],"apiGroups":[""],"resources":["pods"],"shards":[7]}],"futureField":{}}]}""");

        assertThat(objects.faults()).isEmpty();
        assertThat(objects.roles()).extracting(RbacRole::name).containsExactly("reader");
    }

    @Test
    void aliasesThatMultiply_orTextsNestedDeep_endSoon() {
        StringBuilder laughs = new StringBuilder("- &l0 [lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("- &l")
                    .append(i)
                    .append(" [*l")
                    .append(i - 1)
                    .append(", *l")
                    .append(i - 1)
                    .append("]\n");
        }
        for (String text : List.of(laughs.toString(), "[".repeat(100_000), "{a: ".repeat(100_000))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RbacObjects.parse(text))
                    .withMessageContaining("neither YAML nor JSON");
        }
    }

    @Test
    void faultsWithoutEnd_areCounted() {
        RbacObjects objects = RbacObjects.parse("- 7\n".repeat(5_000));

        assertThat(objects.faults()).hasSize(1_001).last().isEqualTo("and 4000 more");
    }

    @Test
    void randomDamage_neverBreaksTheReader() {
        long seed = 20261125L;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder(OBJECTS);
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                int at = random.nextInt(text.length());
                text.replace(
                        at,
                        Math.min(text.length(), at + random.nextInt(4)),
                        "[]{}:,&*-\n \"x7".substring(random.nextInt(14)));
            }
            try {
                assertThat(RbacObjects.parse(text.toString())).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e).as("seed " + seed + ", round " + round).hasMessageContaining("neither YAML nor JSON");
            }
        }
    }

    /** As an application prints what it gets list by list, and as {@code jq -c} does. */
    @Test
    void jsonValuesBehindOneAnother_areAllRead() {
        String role = "{\"kind\":\"ClusterRole\",\"metadata\":{\"name\":\"}{\\\"[\"}}";
        RbacObjects objects = RbacObjects.parse(role.replace("}{", "a") + "\n" + role.replace("}{", "b") + role + " ["
                + role.replace("}{", "d") + "," + role.replace("}{", "e") + "]\n---\n" + role.replace("}{", "f"));

        assertThat(objects.roles())
                .extracting(RbacRole::name)
                .containsExactly("a\"[", "b\"[", "}{\"[", "d\"[", "e\"[", "f\"[");
        assertThat(objects.faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: ClusterRole, metadata: {name: a}}\n{kind: ClusterRole, metadata: {name: b}}",
                "{\"kind\": \"ClusterRole\", \"metadata\": {\"name\": \"a\"}} and more",
                "{\"kind\": \"ClusterRole\", \"metadata\": {\"name\": \"a\"}}{\"kind\": \"ClusterRole\"",
                "  kind: ClusterRole\n  metadata: {name: a}\nkind: ClusterRole",
            })
    void textBehindTheFirstValue_thatIsNotRead_isAFault(String text) {
        RbacObjects objects = RbacObjects.parse(text);

        assertThat(objects.roles()).extracting(RbacRole::name).containsExactly("a");
        assertThat(objects.faults())
                .singleElement()
                .asString()
                .contains("document 1: what stands behind its first value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: rbac.authorization.k8s.io/v1, kind: List, ",
                "{apiVersion: example.org/v1, kind: Widget, ",
                "{apiVersion: v1, kind: WidgetList, ",
            })
    void objectWithItems_isAListOfWhateverKind(String start) {
        RbacObjects objects = RbacObjects.parse(
                start + "items: [{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a}}]}");

        assertThat(objects.roles()).extracting(RbacRole::name).containsExactly("a");
        assertThat(objects.faults()).isEmpty();
        assertThat(objects.withoutEffect()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{continue: abc, remainingItemCount: 500} | and 500 more are not in this text",
                "{continue: abc}                          | and more are not in this text",
                "{remainingItemCount: 7}                  | and 7 more are not in this text",
            })
    void listThatGoesOn_isAFault(String metadata, String fault) {
        RbacObjects objects = RbacObjects.parse(
                "{kind: ClusterRoleList, metadata: " + metadata + ", items: [{metadata: {name: a}}]}");

        assertThat(objects.roles()).hasSize(1);
        assertThat(objects.faults()).singleElement().asString().contains(fault);
        assertThat(RbacObjects.parse(
                        "{kind: ClusterRoleList, metadata: {continue: '', remainingItemCount: 0}, items: []}"))
                .isEqualTo(RbacObjects.none());
    }

    @Test
    void emptyText_isNoObjects() {
        assertThat(RbacObjects.parse("")).isEqualTo(RbacObjects.none());
        assertThat(RbacObjects.parse("{\"kind\":\"List\",\"items\":[]}")).isEqualTo(RbacObjects.none());
    }

    @Test
    void defaultRolesOfKubernetes_areReadWhole() throws IOException {
        try (InputStream stream = RbacObjectsTest.class.getResourceAsStream("kubernetes-default-cluster-roles.yaml")) {
            RbacObjects defaults =
                    RbacObjects.parse(new String(Objects.requireNonNull(stream).readAllBytes(), UTF_8));

            assertThat(defaults.faults()).allMatch(fault -> fault.contains("is not among these objects"));
            assertThat(defaults.roles())
                    .extracting(RbacRole::name)
                    .contains("cluster-admin", "admin", "edit", "view", "system:node");
        }
    }

    @Test
    void objectsBehindTheNotesOfARelease_areTold() {
        String release =
                "NAME: one\nNAMESPACE: shop\nMANIFEST:\n---\nkind: ServiceAccount\nmetadata: {name: a}\nNOTES:\nThanks.\n";

        assertThat(RbacObjects.parse(release + "Run --- or -- this.\n").faults())
                .isEmpty();
        assertThat(RbacObjects.parse(release + "---\nkind: ClusterRole\nmetadata: {name: b}\n")
                        .faults())
                .singleElement()
                .asString()
                .startsWith("line 9: there is more behind the notes of the release");
        assertThat(RbacObjects.parse(release + release).faults()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: ClusterRole, metadata: {name: a}, rules: [{apigroups: [''], resources: [pods], verbs: [get]}]",
                "kind: ClusterRole, metadata: {name: a}, rules: [{apiGroups: [''], resources: [pods], verb: [get]}]",
                "kind: ClusterRole, metadata: {name: a}, rules: [{apiGroups: [''], resources: [secrets], resourcenames: [b],"
                        + " verbs: [get]}]",
                "kind: ClusterRole, metadata: {name: a}, rule: []",
                "kind: ClusterRoleBinding, metadata: {name: a}, roleRef: {kind: ClusterRole, name: b}, subject: []",
                "kind: List, item: []"
            })
    void misspeltField_isTold(String object) {
        assertThat(RbacObjects.parse("{" + object + "}").faults())
                .anySatisfy(fault -> assertThat(fault)
                        .containsPattern("counts for nothing; it should be|has no items; it has item"));
    }

    @Test
    void ruleWithoutApiGroups_isKnownToGrantNothing() {
        RbacObjects objects = RbacObjects.parse(
                "{kind: ClusterRole, metadata: {name: a}, rules: [{resources: [pods], verbs: [get]}]}");

        assertThat(objects.faults()).isEmpty();
        assertThat(objects.withoutEffect())
                .singleElement()
                .asString()
                .contains("ClusterRole a, rule 1: names resources and no apiGroups");
    }

    @Test
    void whole_withoutAllBindings_isRefused() {
        RbacObjects.Builder objects = RbacObjects.builder().whole(true).allBindings(false);

        assertThatIllegalArgumentException().isThrownBy(objects::build).withMessageContaining("not both");
    }
}
