package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Reach;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.policy.CataloguedPolicy;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.report.AccessReport;
import io.github.accessentries.report.ReportFormat;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.RiskKind;
import io.github.accessentries.risk.Risks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a newer service or cluster may say, put to every question that the library answers: nothing of it allows, no denial
 * that it could refute is certain, and nothing is lost without a word.
 */
class UnknownValuesTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final Subject SUBJECT = new Subject.Principal(DEV);
    private static final AccessRequest REQUEST =
            AccessRequest.of("list", "pods").inNamespace("team-a");
    private static final KubernetesUser USER = KubernetesUser.builder()
            .username("dev")
            .putExtra(KubernetesUser.CANONICAL_ARN, List.of(DEV.canonical()))
            .build();
    private static final RbacObjects NO_RBAC =
            RbacObjects.builder().addNamespaces("team-a", "team-b").build();

    /**
     * One value that is not known.
     *
     * @param name what each answer has to mention
     * @param entry the entry of the principal
     * @param rbac the RBAC objects
     * @param mode the authentication mode
     */
    private record Unknown(String name, AccessEntry entry, RbacObjects rbac, AuthenticationMode mode) {

        AccessModel model() {
            return ClusterAccess.builder()
                    .entries(List.of(entry))
                    .rbac(rbac)
                    .authenticationMode(mode)
                    .build();
        }

        @Override
        public String toString() {
            return name + ": " + entry.policies();
        }
    }

    private static AccessEntry.Builder entry(AccessPolicy policy, AccessScope scope) {
        return AccessEntry.builder()
                .cluster("prod")
                .principal(DEV)
                .username("dev")
                .addPolicies(PolicyAssociation.of(policy, scope));
    }

    private static Unknown ofEntry(String name, AccessEntry.Builder entry) {
        return new Unknown(name, entry.build(), NO_RBAC, AuthenticationMode.API);
    }

    private static Unknown ofRbac(String name, String yaml) {
        RbacObjects read = RbacObjects.parse(yaml);
        return new Unknown(
                name,
                AccessEntry.builder()
                        .cluster("prod")
                        .principal(DEV)
                        .username("dev")
                        .build(),
                RbacObjects.builder().from(read).addNamespaces("team-a").build(),
                AuthenticationMode.API);
    }

    static Stream<Unknown> unknownValues() {
        List<Unknown> all = new ArrayList<>();
        for (List<String> namespaces : List.of(List.<String>of(), List.of("team-a"), List.of("team-*", "*"))) {
            AccessScope scope = AccessScope.of("galaxy", namespaces);
            all.add(ofEntry("galaxy", entry(AccessPolicy.CLUSTER_ADMIN, scope)));
            all.add(ofEntry("galaxy", entry(AccessPolicy.VIEW, scope)));
        }
        all.add(ofEntry("Cluster", entry(AccessPolicy.VIEW, AccessScope.of("Cluster", List.of()))));
        AccessScope everywhere = AccessScope.clusterWide();
        AccessScope here = AccessScope.namespaces("team-a");
        for (AccessScope scope : List.of(everywhere, here)) {
            all.add(ofEntry(
                    "SATELLITE", entry(AccessPolicy.CLUSTER_ADMIN, scope).type(EntryType.of("SATELLITE"))));
            all.add(ofEntry("AmazonEKSNovelPolicy", entry(AccessPolicy.of("AmazonEKSNovelPolicy"), scope)));
            AccessPolicy foreign = AccessPolicy.of("arn:aws:eks::111122223333:cluster-access-policy/Own");
            all.add(ofEntry("Own", entry(foreign, scope)));
            PolicyCatalogue.published().policies().stream()
                    .filter(policy -> !policy.complete() && policy.rules().isEmpty())
                    .map(CataloguedPolicy::policy)
                    .forEach(policy -> all.add(ofEntry(policy.name(), entry(policy, scope))));
            all.add(new Unknown(
                    "authentication mode",
                    entry(AccessPolicy.CLUSTER_ADMIN, scope).build(),
                    NO_RBAC,
                    AuthenticationMode.UNKNOWN));
        }
        String binding = "\n- {kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: ClusterRole, name: r},"
                + " subjects: [{kind: User, name: dev}]}";
        all.add(ofRbac("ClusterRole", "- {kind: ClusterRole, metadata: {name: r}, rules: [{verbs: list}]}" + binding));
        all.add(ofRbac("ClusterRole", "- {kind: ClusterRole, metadata: {name: r}, rules: {}}" + binding));
        all.add(ofRbac("ClusterRole \"r\"", "- {kind: Namespace, metadata: {name: x}}" + binding));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("unknownValues")
    void noAnswer_isCertain(Unknown unknown) {
        AccessModel model = unknown.model();
        String name = unknown.name();

        assertThat(model.entries()).as("what the service says passes through").containsExactly(unknown.entry());
        Decision decision = model.authorizer().decide(USER, REQUEST);
        assertThat(decision.allowed()).isFalse();
        assertThat(decision.doubts()).anyMatch(doubt -> doubt.contains(name));
        assertThat(model.grantsOf(USER)).isEmpty();
        for (Permissions permissions : List.of(model.permissionsOf(USER), model.permissionsOf(SUBJECT))) {
            assertThat(permissions.allows(REQUEST)).isFalse();
            assertThat(permissions.doubts()).anyMatch(doubt -> doubt.contains(name));
            assertThat(permissions.toString()).contains(name);
        }
        Reach reach = model.namespacesWhere(USER, "list", "pods");
        assertThat(reach.scope()).isEmpty();
        assertThat(reach.doubts()).anyMatch(doubt -> doubt.contains(name));
        assertThat(model.whoCan(REQUEST).isCertain()).isFalse();
        assertThat(model.whoCan(REQUEST).stream().filter(Holder::allowed).map(Holder::subject))
                .doesNotContain(SUBJECT, new Subject.User("dev"));
        assertThat(model.whoCan(REQUEST).toString()).contains(name);
    }

    @ParameterizedTest
    @MethodSource("unknownValues")
    void noComparison_provesAnything(Unknown unknown) {
        AccessModel without = ClusterAccess.builder()
                .rbac(NO_RBAC)
                .entries(List.of(AccessEntry.builder()
                        .cluster("prod")
                        .principal(DEV)
                        .username("dev")
                        .build()))
                .authenticationMode(AuthenticationMode.API)
                .build();

        for (ModelComparison comparison : List.of(unknown.model().compare(without), without.compare(unknown.model()))) {
            assertThat(comparison.isCertain()).isFalse();
            assertThat(comparison.toString()).contains(unknown.name());
        }
    }

    @ParameterizedTest
    @MethodSource("unknownValues")
    void noReport_isSilent(Unknown unknown) {
        AccessModel model = unknown.model();
        List<Risk> risks = Risks.of(model, unknown.rbac(), AwsAuth.none());

        assertThat(risks)
                .filteredOn(risk -> risk.kind() == RiskKind.INCOMPLETE)
                .anyMatch(risk -> risk.toString().contains(unknown.name()));
        assertThat(risks).extracting(Risk::kind).doesNotContain(RiskKind.FULL_CONTROL, RiskKind.NO_EFFECT);
        for (ReportFormat format : ReportFormat.values()) {
            String text = AccessReport.of(model).render(format).replace("\\u0027", "'");
            assertThat(text.replace("\\\"", "\"")
                            .replace("\"\"", "\"")
                            .replace("#34;", "\"")
                            .replace("\\u0022", "\""))
                    .as("%s", format)
                    .contains(unknown.name());
        }
    }
}
