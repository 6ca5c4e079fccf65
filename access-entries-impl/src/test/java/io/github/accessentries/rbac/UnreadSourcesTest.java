package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.question.UnreadSources;
import io.github.accessentries.report.AccessReport;
import io.github.accessentries.risk.PowerPaths;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.Risks;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No answer is certain that a source could change of which the model was made without. */
class UnreadSourcesTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final Subject WITHOUT_ENTRY = new Subject.Principal(PrincipalArn.role("111122223333", "other"));
    private static final AccessRequest PODS = AccessRequest.of("get", "pods").inNamespace("team-a");
    private static final AccessRequest SECRETS =
            AccessRequest.of("get", "secrets").inNamespace("team-a");
    private static final List<AccessEntry> ENTRIES = List.of(AccessEntry.builder()
            .cluster("prod")
            .principal(DEV)
            .username("dev")
            .addPolicies(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.namespaces("team-a")))
            .build());
    private static final String ONE_NAMESPACE = """
            kind: List
            items:
            - kind: Role
              metadata: {name: reader, namespace: team-a}
              rules: [{verbs: [get], apiGroups: [''], resources: [pods]}]
            - kind: RoleBinding
              metadata: {name: readers, namespace: team-a}
              roleRef: {kind: Role, name: reader}
              subjects: [{kind: Group, name: readers}]
            """;
    private static final KubernetesUser USER =
            ReadCluster.of(ENTRIES).userOf(new Subject.Principal(DEV)).orElseThrow();

    /** A question, and which of the sources could change its answer. */
    private record Question(
            String asked, boolean onRbac, boolean onAwsAuth, Function<AccessModel, Collection<String>> doubts) {

        @Override
        public String toString() {
            return asked;
        }
    }

    private static Stream<Question> questions() {
        return Stream.of(
                new Question(
                        "denial",
                        true,
                        false,
                        model -> model.authorizer().decide(USER, SECRETS).doubts()),
                new Question(
                        "permissions of a user",
                        true,
                        false,
                        model -> model.permissionsOf(USER).doubts()),
                new Question(
                        "permissions of a principal",
                        true,
                        false,
                        model -> model.permissionsOf(new Subject.Principal(DEV)).doubts()),
                new Question(
                        "permissions of one without entry",
                        true,
                        true,
                        model -> model.permissionsOf(WITHOUT_ENTRY).doubts()),
                new Question(
                        "namespaces",
                        true,
                        false,
                        model -> model.namespacesWhere(USER, "get", "pods").doubts()),
                new Question(
                        "who can request",
                        true,
                        true,
                        model -> model.whoCan(PODS).doubts()),
                new Question(
                        "who can question",
                        true,
                        true,
                        model -> model.whoCan(AccessQuestion.of("get", "pods")).doubts()),
                new Question(
                        "comparison",
                        true,
                        true,
                        model -> ReadCluster.of(ENTRIES).compare(model).doubts()),
                new Question(
                        "comparison with it",
                        true,
                        true,
                        model -> model.compare(ReadCluster.of(ENTRIES)).doubts()),
                new Question(
                        "report", true, true, model -> AccessReport.of(model).doubts()),
                new Question(
                        "risks",
                        true,
                        true,
                        model -> Risks.of(model, RbacObjects.none(), AwsAuth.none()).stream()
                                .map(Risk::source)
                                .toList()),
                new Question(
                        "paths",
                        true,
                        true,
                        model -> PowerPaths.of(model, RbacObjects.none()).doubts()),
                new Question(
                        "allowed",
                        false,
                        false,
                        model -> model.authorizer().decide(USER, PODS).doubts()),
                new Question(
                        "permissions of masters",
                        false,
                        false,
                        model -> model.permissionsOf(new Subject.Group("system:masters"))
                                .doubts()),
                new Question(
                        "holder of all",
                        false,
                        false,
                        model -> model.whoCan(PODS).holders().get(0).doubts()),
                new Question(
                        "comparison with itself",
                        false,
                        false,
                        model -> model.compare(model).doubts()));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void unreadSource_isADoubt_whereItCouldChangeTheAnswer(Question question) {
        assertThat(question.doubts.apply(ClusterAccess.of(ENTRIES)).contains(UnreadSources.RBAC))
                .isEqualTo(question.onRbac);
        assertThat(question.doubts.apply(ClusterAccess.of(ENTRIES)).contains(UnreadSources.AWS_AUTH))
                .isEqualTo(question.onAwsAuth);
        assertThat(question.doubts.apply(ReadCluster.of(ENTRIES)))
                .as("everything was read")
                .doesNotContain(UnreadSources.RBAC, UnreadSources.AWS_AUTH);
    }

    @Test
    void awsAuth_isNoDoubt_whereTheModeDoesNotUseIt() {
        AccessModel model = ClusterAccess.builder()
                .entries(ENTRIES)
                .rbac(ReadCluster.withoutRbac())
                .authenticationMode(AuthenticationMode.API)
                .build();

        assertThat(model.doubts()).isEmpty();
        assertThat(model.whoCan(PODS).isCertain()).isTrue();
    }

    @Test
    void emptyText_isNotAClusterWithoutRbac() {
        assertThat(ClusterAccess.builder().rbac(RbacObjects.none()).build().doubts())
                .contains(UnreadSources.RBAC);
    }

    /** A text of one namespace is not the RBAC of a cluster. */
    @ParameterizedTest
    @MethodSource("questions")
    void partOfRbac_isADoubt_whereMoreOfItCouldChangeTheAnswer(Question question) {
        AccessModel part = ClusterAccess.builder()
                .entries(ENTRIES)
                .rbac(RbacObjects.parse(ONE_NAMESPACE))
                .build();
        AccessModel stated = ReadCluster.builder()
                .entries(ENTRIES)
                .rbac(RbacObjects.reader().allBindings().read(ONE_NAMESPACE))
                .build();

        assertThat(question.doubts.apply(part).contains(UnreadSources.PART_OF_RBAC))
                .isEqualTo(question.onRbac);
        assertThat(question.doubts.apply(stated)).as("all bindings are there").isEmpty();
    }

    @Test
    void partOfRbac_thatNamesWhatIsMissing_isThatDoubt() {
        RbacObjects part = RbacObjects.builder()
                .allBindings(true)
                .addFaults("bindings of namespace b could not be read")
                .build();
        AccessModel model = ReadCluster.builder().entries(ENTRIES).rbac(part).build();

        assertThat(model.authorizer().decide(USER, SECRETS).doubts())
                .containsExactly("RBAC was not fully understood: bindings of namespace b could not be read");
        assertThat(model.whoCan(SECRETS).isCertain()).isFalse();
    }

    @Test
    void modelMadeFromAnother_isAsRead() {
        AccessModel read = ClusterAccess.builder().from(ReadCluster.of(ENTRIES)).build();
        AccessModel unread =
                ClusterAccess.builder().from(ClusterAccess.of(ENTRIES)).build();

        assertThat(read.doubts()).isEmpty();
        assertThat(unread.doubts()).containsExactly(UnreadSources.AWS_AUTH, UnreadSources.RBAC);
    }
}
