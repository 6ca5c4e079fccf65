package io.github.accessentries.internal.custompolicy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PresentPoliciesTest {

    private static final Rule READ =
            Rule.builder().addVerbs("get").addApiGroups("").addResources("pods").build();
    private static final CustomPolicy OPERATOR = CustomPolicy.of("team-operator", READ);
    private static final AccessScope TEAM_A = AccessScope.namespaces("team-a", "team-a-*");
    private static final AccessScope EVERYWHERE = AccessScope.clusterWide();
    private static final ObjectChanges NOTHING = new ObjectChanges(List.of(), List.of(), List.of(), List.of());
    private static final List<String> NAMESPACES = List.of("prod", "team-a", "team-a-dev", "team-b");

    @Test
    void objects_haveTheNamesLabelsAndAnnotationsThatAreDocumented() {
        List<RbacObject> objects = PolicyObjects.of(OPERATOR, List.of(EVERYWHERE, TEAM_A), NAMESPACES);

        // printf '["team-a","team-a-*"]' | sha256sum
        String group = "access-entries:team-operator:a20c59fdf4";
        assertThat(objects)
                .extracting(RbacObject::reference)
                .containsExactly(
                        "ClusterRole \"access-entries:team-operator\"",
                        "ClusterRoleBinding \"access-entries:team-operator:cluster\"",
                        "RoleBinding \"" + group + "/team-a\"",
                        "RoleBinding \"" + group + "/team-a-dev\"");
        assertThat(objects)
                .allSatisfy(object -> assertThat(object.labels())
                        .isEqualTo(Map.of(
                                "app.kubernetes.io/managed-by",
                                "access-entries",
                                "access-entries.github.io/policy",
                                "team-operator")));
        assertThat(objects.get(0).annotations())
                .isEqualTo(Map.of(
                        "scope.access-entries.github.io/cluster",
                        "[]",
                        "scope.access-entries.github.io/" + group.substring(group.lastIndexOf(':') + 1),
                        "[\"team-a\",\"team-a-*\"]"));
        assertThat(objects.get(3).annotations())
                .isEqualTo(Map.of("access-entries.github.io/scope", "[\"team-a\",\"team-a-*\"]"));
        assertThat(((RbacBinding) objects.get(3)).subjects()).containsExactly(RbacSubject.group(group));
        assertThat(objects).allSatisfy(object -> assertThat(object.faults()).isEmpty());
    }

    @Test
    void whatIsCompiled_isReadBack_andNeedsNothing() {
        PresentPolicies present =
                present(PolicyObjects.of(OPERATOR, List.of(EVERYWHERE, TEAM_A), NAMESPACES), NAMESPACES);

        assertThat(present.policies()).containsOnlyKeys("team-operator");
        assertThat(requireNonNull(present.policies().get("team-operator"))
                        .scopes()
                        .values())
                .containsExactlyInAnyOrder(EVERYWHERE, TEAM_A);
        assertThat(present.grantedBy(OPERATOR.in(TEAM_A).group())).contains(OPERATOR.in(TEAM_A));
        assertThat(present.grantedBy("access-entries:team-operator:0000000000")).isEmpty();
        assertThat(present.grantedBy("team-operator")).isEmpty();
        assertThat(present.toReconcile()).isEqualTo(NOTHING);
        assertThat(present.toHave("team-operator", OPERATOR.rules(), List.of(TEAM_A, EVERYWHERE)))
                .isEqualTo(NOTHING);
    }

    @Test
    void aNamespaceThatIsTerminating_getsNothingNew_andKeepsWhatItHas() {
        RbacObjects read = RbacObjects.parse("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: team-a-dev, deletionTimestamp: "2026-01-01T00:00:00Z"}
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: team-a}
                """);
        List<RbacObject> all = PolicyObjects.of(OPERATOR, List.of(TEAM_A), read.namespaces());
        PresentPolicies empty = PresentPolicies.of(read);
        PresentPolicies whole = PresentPolicies.of(RbacObjects.builder()
                .from(read)
                .addRoles((RbacRole) all.get(0))
                .bindings(all.stream()
                        .filter(RbacBinding.class::isInstance)
                        .map(RbacBinding.class::cast)
                        .toList())
                .build());

        assertThat(empty.toHave("team-operator", OPERATOR.rules(), List.of(TEAM_A))
                        .made())
                .extracting(RbacObject::reference)
                .containsExactly(
                        "ClusterRole \"access-entries:team-operator\"",
                        "RoleBinding \"" + OPERATOR.in(TEAM_A).group() + "/team-a\"");
        assertThat(whole.toReconcile()).isEqualTo(NOTHING);
    }

    @Test
    void toReconcile_followsTheNamespaces_andTakesWhatNoScopeHasAnyMore() {
        List<RbacObject> objects = new ArrayList<>(PolicyObjects.of(OPERATOR, List.of(TEAM_A), NAMESPACES));
        List<RbacBinding> vanished = PolicyObjects.bindings(OPERATOR.in(EVERYWHERE), NAMESPACES);
        List<RbacBinding> orphans = PolicyObjects.bindings(ScopedPolicy.of("gone", TEAM_A), NAMESPACES);
        objects.addAll(vanished);
        objects.addAll(orphans);

        ObjectChanges changes =
                present(objects, List.of("prod", "team-a", "team-a-new")).toReconcile();

        assertThat(changes.made())
                .extracting(RbacObject::reference)
                .containsExactly("RoleBinding \"" + OPERATOR.in(TEAM_A).group() + "/team-a-new\"");
        assertThat(changes.replaced()).isEmpty();
        // That of a namespace that is gone went with it on a real cluster, and is named here all the same.
        assertThat(changes.deleted())
                .extracting(RbacObject::reference)
                .contains(vanished.get(0).reference())
                .containsAll(orphans.stream().map(RbacObject::reference).toList())
                .hasSize(1 + orphans.size() + 1);
        assertThat(changes.clashes()).isEmpty();
    }

    @Test
    void toHave_takesTheRoleLast_andOtherPoliciesStay() {
        List<RbacObject> objects = new ArrayList<>(PolicyObjects.of(OPERATOR, List.of(TEAM_A), NAMESPACES));
        objects.addAll(PolicyObjects.of(CustomPolicy.of("team-operator-x", READ), List.of(TEAM_A), NAMESPACES));

        ObjectChanges changes = present(objects, NAMESPACES).toHave("team-operator", OPERATOR.rules(), List.of());

        assertThat(changes.deleted())
                .extracting(RbacObject::kind)
                .containsExactly("RoleBinding", "RoleBinding", "ClusterRole");
        assertThat(changes.deleted()).extracting(RbacObject::name).noneMatch(name -> name.contains("operator-x"));
    }

    static Stream<Arguments> strangers() {
        UnaryOperator<RbacObject> without = object -> marked(object, Map.of(), object.annotations());
        UnaryOperator<RbacObject> ofAnother = object -> marked(
                object,
                Map.of("app.kubernetes.io/managed-by", "access-entries", "access-entries.github.io/policy", "other"),
                object.annotations());
        UnaryOperator<RbacObject> ofAnotherTool = object -> marked(
                object,
                Map.of("app.kubernetes.io/managed-by", "Helm", "access-entries.github.io/policy", "team-operator"),
                object.annotations());
        return Stream.of(without, ofAnother, ofAnotherTool)
                .flatMap(change -> Stream.of(0, 1).map(index -> Arguments.of(change, index)));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void aNameThatIsTaken_isAClash_andNothingOfItIsTouched(UnaryOperator<RbacObject> change, int index) {
        List<RbacObject> objects = new ArrayList<>(PolicyObjects.of(OPERATOR, List.of(EVERYWHERE), NAMESPACES));
        objects.set(index, change.apply(objects.get(index)));

        ObjectChanges changes =
                present(objects, NAMESPACES).toHave("team-operator", OPERATOR.rules(), List.of(EVERYWHERE));

        assertThat(changes.clashes())
                .singleElement()
                .extracting(ObjectChanges.Clash::reason)
                .asString()
                .contains(objects.get(index).reference())
                .contains("choose another name for the policy");
        assertThat(changes.replaced()).isEmpty();
        assertThat(changes.deleted()).isEmpty();
    }

    @Test
    void rulesThatDiffer_areAReplacementOfTheRole() {
        CustomPolicy other = CustomPolicy.of(
                "team-operator",
                Rule.builder()
                        .addVerbs("delete")
                        .addApiGroups("")
                        .addResources("pods")
                        .build());

        ObjectChanges changes = present(PolicyObjects.of(OPERATOR, List.of(TEAM_A), NAMESPACES), NAMESPACES)
                .toHave("team-operator", other.rules(), List.of(TEAM_A));

        assertThat(changes.replaced()).singleElement().satisfies(replaced -> {
            assertThat(((RbacRole) replaced.before()).rules()).isEqualTo(OPERATOR.rules());
            assertThat(((RbacRole) replaced.after()).rules()).isEqualTo(other.rules());
        });
        assertThat(changes.made()).isEmpty();
    }

    @Test
    void anAnnotationThatIsNoScope_isAFault_andStopsReconcilingThatPolicyOnly() {
        RbacRole role = PolicyObjects.role(OPERATOR, List.of(TEAM_A));
        RbacObject broken = marked(
                role, role.labels(), Map.of("scope.access-entries.github.io/0123456789", "[\"team-a\",\"team-a-*\"]"));
        List<RbacObject> objects = new ArrayList<>(List.of(broken));
        objects.addAll(PolicyObjects.bindings(OPERATOR.in(TEAM_A), NAMESPACES));
        objects.add(PolicyObjects.role(CustomPolicy.of("other", READ), List.of(EVERYWHERE)));

        ObjectChanges changes = present(objects, NAMESPACES).toReconcile();

        assertThat(changes.clashes())
                .singleElement()
                .extracting(ObjectChanges.Clash::reason)
                .asString()
                .contains("scope.access-entries.github.io/0123456789")
                .contains("is not the scope of that name");
        assertThat(changes.deleted()).isEmpty();
        assertThat(changes.made())
                .extracting(RbacObject::reference)
                .containsExactly("ClusterRoleBinding \"access-entries:other:cluster\"");
    }

    @Test
    void whatCouldNotBeRead_isNotTakenForGone() {
        List<RbacObject> objects = new ArrayList<>(PolicyObjects.of(OPERATOR, List.of(TEAM_A), NAMESPACES));
        List<RbacBinding> ofUnreadRole = PolicyObjects.bindings(ScopedPolicy.of("unread", TEAM_A), NAMESPACES);
        objects.addAll(ofUnreadRole);
        List<RbacBinding> ofNoScope = PolicyObjects.bindings(OPERATOR.in(EVERYWHERE), NAMESPACES);
        objects.addAll(ofNoScope);
        RbacObjects cluster = cluster(objects, List.of("prod", "team-a"))
                .addFaults(
                        "ClusterRole \"access-entries:unread\": its rules are no list", "Namespace \"team-a-dev\": odd")
                .build();

        ObjectChanges changes = PresentPolicies.of(cluster).toReconcile();

        assertThat(changes.deleted()).hasSameElementsAs(ofNoScope);
        assertThat(changes.clashes())
                .hasSize(ofUnreadRole.size() + 1)
                .allSatisfy(clash ->
                        assertThat(clash.reason()).contains("access-entries:unread", "Namespace \"team-a-dev\""));
        assertThat(PresentPolicies.of(cluster)
                        .toHave("team-operator", OPERATOR.rules(), List.of(TEAM_A, EVERYWHERE))
                        .deleted())
                .isEmpty();
    }

    private static RbacObject marked(RbacObject object, Map<String, String> labels, Map<String, String> annotations) {
        return object instanceof RbacRole role
                ? RbacRole.builder()
                        .namespace(role.namespace())
                        .name(role.name())
                        .rules(role.rules())
                        .labels(labels)
                        .annotations(annotations)
                        .build()
                : RbacBinding.builder()
                        .from((RbacBinding) object)
                        .labels(labels)
                        .annotations(annotations)
                        .build();
    }

    private static PresentPolicies present(Collection<? extends RbacObject> objects, List<String> namespaces) {
        return PresentPolicies.of(cluster(objects, namespaces).build());
    }

    private static RbacObjects.Builder cluster(Collection<? extends RbacObject> objects, List<String> namespaces) {
        return RbacObjects.builder()
                .whole(true)
                .namespaces(namespaces)
                .roles(objects.stream()
                        .filter(RbacRole.class::isInstance)
                        .map(RbacRole.class::cast)
                        .toList())
                .bindings(objects.stream()
                        .filter(RbacBinding.class::isInstance)
                        .map(RbacBinding.class::cast)
                        .toList());
    }
}
