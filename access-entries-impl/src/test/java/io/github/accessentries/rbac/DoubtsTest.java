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
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a model did not read or understand is a doubt on each answer that it could change, and on no other. */
class DoubtsTest {

    @Test
    void groupThatDependsOnTheSession_isADoubt_whereItCanBecomeOneThatGrants() {
        RbacObjects rbac = RbacObjects.reader().allBindings().read("""
                {kind: ClusterRole, metadata: {name: all}, rules: [{verbs: ["*"], apiGroups: ["*"], resources: ["*"]}]}
                ---
                {kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: ClusterRole, name: all},
                  subjects: [{kind: Group, name: team-ana}]}
                """);
        AccessModel model = ReadCluster.builder()
                .rbac(rbac)
                .awsAuth(AwsAuth.builder()
                        .roles(List.of(
                                AwsAuth.ArnMapping.of(
                                        "arn:aws:iam::111122223333:role/dev", "dev", List.of("team-{{SessionName}}")),
                                AwsAuth.ArnMapping.of(
                                        "arn:aws:iam::111122223333:role/ops", "ops", List.of("ops-{{SessionName}}"))))
                        .build())
                .build();
        Subject dev = new Subject.Principal(PrincipalArn.role("111122223333", "dev"));
        Subject ops = new Subject.Principal(PrincipalArn.role("111122223333", "ops"));

        assertThat(model.doubtsAbout(dev)).singleElement().asString().contains("team-{{SessionName}}", "team-ana");
        assertThat(model.permissionsOf(dev).doubts()).hasSize(1);
        assertThat(model.whoCan(AccessRequest.of("get", "pods")))
                .filteredOn(holder -> holder.subject().equals(dev))
                .singleElement()
                .satisfies(holder -> assertThat(holder.allowed()).isFalse());
        assertThat(model.doubtsAbout(ops)).isEmpty();
    }

    @Test
    void policyOfUnknownRules_thatIsGivenElsewhere_mayChangeSomething() {
        ModelComparison wider = withUnknownPolicy(AccessScope.namespaces("team-a"))
                .compare(withUnknownPolicy(AccessScope.clusterWide()));

        assertThat(wider.isEmpty()).isTrue();
        assertThat(wider.doubts()).singleElement().asString().contains("AmazonEKSBrandNewPolicy");
        assertThat(withUnknownPolicy(AccessScope.clusterWide())
                        .compare(withUnknownPolicy(AccessScope.clusterWide()))
                        .isCertain())
                .isTrue();
    }

    private static AccessModel withUnknownPolicy(AccessScope scope) {
        return ReadCluster.builder()
                .entries(List.of(AccessEntry.builder()
                        .cluster("prod")
                        .principal(DEV)
                        .username("dev")
                        .addPolicies(PolicyAssociation.of(AccessPolicy.of("AmazonEKSBrandNewPolicy"), scope))
                        .build()))
                .build();
    }

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final Subject SUBJECT = new Subject.Principal(DEV);
    private static final AccessRequest GET_PODS =
            AccessRequest.of("get", "pods").inNamespace("team-a");
    private static final KubernetesUser ANA =
            KubernetesUser.builder().username("ana").addGroups("team").build();
    private static final KubernetesUser DEV_USER = KubernetesUser.builder()
            .username("dev")
            .putExtra(KubernetesUser.CANONICAL_ARN, List.of(DEV.canonical()))
            .build();
    private static final RbacObjects READERS =
            RbacObjects.reader().allBindings().read("""
            - {kind: ClusterRole, metadata: {name: reader}, rules: [{verbs: [get], apiGroups: [""], resources: [pods]}]}
            - {kind: ClusterRoleBinding, metadata: {name: readers}, roleRef: {kind: ClusterRole, name: reader},
               subjects: [{kind: Group, name: team}]}
            """);
    private static final RbacObjects WITH_A_BAD_RULE =
            RbacObjects.reader().allBindings().read("""
            - kind: ClusterRole
              metadata: {name: reader}
              rules: [{verbs: [get], apiGroups: [""], resources: [pods]}]
            - kind: ClusterRole
              metadata: {name: writer}
              rules: [{verbs: [get], apiGroups: [""], resources: [pods]}, {verbs: get}]
            - {kind: ClusterRoleBinding, metadata: {name: readers}, roleRef: {kind: ClusterRole, name: reader},
               subjects: [{kind: Group, name: team}]}
            """);
    private static final AwsAuth UNREADABLE = AwsAuth.parse(Map.of("mapRoles", "- rolearn: [a"));

    private static AccessEntry.Builder entry() {
        return AccessEntry.builder().cluster("prod").principal(DEV).username("dev");
    }

    private static AccessModel scoped(AccessScope scope) {
        return ReadCluster.of(List.of(entry().addPolicies(PolicyAssociation.of(AccessPolicy.VIEW, scope))
                .build()));
    }

    @Test
    void rule_thatWasNotUnderstood_makesDenialsDoubtful_andNothingElse() {
        AccessModel model = ReadCluster.builder().rbac(WITH_A_BAD_RULE).build();

        assertThat(model.doubts()).singleElement().asString().contains("ClusterRole writer: rule 2");
        Decision denied = model.authorizer().decide(ANA, AccessRequest.of("delete", "pods"));
        assertThat(denied.doubts()).isEqualTo(model.doubts());
        assertThat(model.authorizer().decide(ANA, GET_PODS).doubts()).isEmpty();
        assertThat(model.permissionsOf(ANA).doubts()).isEqualTo(model.doubts());
        assertThat(model.doubtsAbout(new Subject.Group("team")))
                .as("it concerns nobody in particular")
                .isEmpty();
    }

    @Test
    void faults_thatGrantNothingForCertain_areNoDoubts() {
        RbacObjects idle = RbacObjects.reader().allBindings().read("""
                - {kind: Deployment, metadata: {name: web}}
                - {kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: ClusterRole, name: view},
                   subjects: [{kind: Group}, {kind: ServiceAccount, name: lost}]}
                """);

        assertThat(idle.withoutEffect()).hasSize(3);
        assertThat(idle.faults()).singleElement().asString().contains("view");
        assertThat(ReadCluster.builder().rbac(READERS).build().doubts()).isEmpty();
    }

    @Test
    void role_thatTheClusterFillsIn_isADoubtAboutThoseWhoHaveIt_andNobodyElse() {
        RbacObjects some = RbacObjects.reader().allBindings().read("""
                - kind: ClusterRole
                  metadata: {name: ops}
                  aggregationRule: {clusterRoleSelectors: [{matchLabels: {to: ops}}]}
                - kind: ClusterRole
                  metadata: {name: pods, labels: {to: ops}}
                  rules: [{verbs: [get], apiGroups: [""], resources: [pods]}]
                - kind: ClusterRoleBinding
                  metadata: {name: b}
                  roleRef: {kind: ClusterRole, name: ops}
                  subjects: [{kind: Group, name: team}]
                """);
        AccessModel model = ReadCluster.builder().rbac(some).build();
        AccessRequest delete = AccessRequest.of("delete", "pods");

        assertThat(model.doubts()).isEmpty();
        assertThat(model.authorizer().decide(ANA, GET_PODS).allowed()).isTrue();
        assertThat(model.authorizer().decide(ANA, delete).doubts())
                .singleElement()
                .asString()
                .contains("may allow more, since its cluster fills in that role from others");
        assertThat(model.whoCan(delete).doubts()).isEqualTo(model.doubtsAbout(new Subject.Group("team")));
        assertThat(model.authorizer().decide(DEV_USER, delete).doubts()).isEmpty();
    }

    @Test
    void role_thatWasNotRead_isADoubtAboutThoseWhoHaveIt_andWhere() {
        RbacObjects some = RbacObjects.reader().allBindings().read("""
                - kind: RoleBinding
                  metadata: {name: viewers, namespace: team-a}
                  roleRef: {kind: ClusterRole, name: view}
                  subjects: [{kind: Group, name: team}]
                """);
        AccessModel model = ReadCluster.builder().rbac(some).build();
        Subject team = new Subject.Group("team");

        assertThat(model.doubts()).isEmpty();
        assertThat(model.authorizer().decide(ANA, GET_PODS).doubts())
                .containsExactly(
                        "RoleBinding \"viewers/team-a\" of ClusterRole \"view\" to Group \"team\" may allow more,"
                                + " since that role is not among the RBAC objects that were read")
                .isEqualTo(model.doubtsAbout(team));
        assertThat(model.authorizer()
                        .decide(ANA, GET_PODS.inNamespace("team-b"))
                        .doubts())
                .isEmpty();
        assertThat(model.whoCan(GET_PODS).doubts()).isEqualTo(model.doubtsAbout(team));
        assertThat(model.whoCan(GET_PODS.inNamespace("team-b")).isCertain()).isTrue();
        assertThat(ReadCluster.builder()
                        .rbac(RbacObjects.builder().from(some).whole(true).build())
                        .build()
                        .authorizer()
                        .decide(ANA, GET_PODS)
                        .doubts())
                .as("on the cluster it is not there")
                .isEmpty();
    }

    @Test
    void objectsBuiltWithFaults_doubtAllOfThem() {
        assertThat(ReadCluster.builder()
                        .rbac(RbacObjects.builder()
                                .allBindings(true)
                                .addFaults("half of it is missing")
                                .addWithoutEffect("and this is nothing")
                                .build())
                        .build()
                        .doubts())
                .singleElement()
                .asString()
                .contains("half of it is missing");
    }

    @Test
    void awsAuth_thatWasNotUnderstood_concernsPrincipalsWithoutEntry() {
        AccessModel model = ReadCluster.builder()
                .entries(List.of(entry().build()))
                .rbac(READERS)
                .awsAuth(UNREADABLE)
                .build();
        Subject other = new Subject.Principal(PrincipalArn.role("111122223333", "other"));

        assertThat(model.doubts()).isNotEmpty().allMatch(doubt -> doubt.contains("aws-auth"));
        assertThat(model.permissionsOf(other).doubts()).isEqualTo(model.doubts());
        assertThat(model.permissionsOf(SUBJECT).doubts())
                .as("its entry hides whatever aws-auth says")
                .isEmpty();
        assertThat(model.authorizer()
                        .decide(ANA, AccessRequest.of("delete", "pods"))
                        .doubts())
                .as("who ana is has been decided before")
                .isEmpty();
        assertThat(ReadCluster.builder()
                        .from(model)
                        .authenticationMode(AuthenticationMode.API)
                        .build()
                        .doubts())
                .as("the mode does not use it")
                .isEmpty();
    }

    @Test
    void compare_provesNothing_whereSomethingWasNotUnderstood() {
        AccessModel clear = ReadCluster.builder().rbac(READERS).build();
        AccessModel unclear = ReadCluster.builder().rbac(WITH_A_BAD_RULE).build();

        assertThat(clear.compare(clear).isCertain()).isTrue();
        assertThat(clear.compare(clear)).hasToString("no changes");
        ModelComparison comparison = clear.compare(unclear);
        assertThat(comparison.isEmpty()).isTrue();
        assertThat(comparison.isCertain()).isFalse();
        assertThat(comparison.doubts()).isEqualTo(unclear.doubts());
        assertThat(comparison.toString()).startsWith("no known changes\nperhaps more: RBAC");
        assertThat(unclear.compare(clear).doubts()).isEqualTo(unclear.doubts());
    }

    @Test
    void compare_doubtsSubjects_ofWhomSomethingElseIsUnknown() {
        AccessModel before = scoped(AccessScope.of("galaxy", List.of("milky-way")));
        AccessModel after = ReadCluster.of(List.of(entry().build()));

        assertThat(before.compare(after).doubts())
                .singleElement()
                .asString()
                .startsWith(DEV + ": ")
                .contains("\"galaxy\"");
        assertThat(before.compare(before).isCertain())
                .as("what is unknown is the same on both")
                .isTrue();
    }

    @Test
    void scopeOfUnknownType_grantsNothing_andIsADoubt() {
        AccessModel model = scoped(AccessScope.of("galaxy", List.of("team-a")));

        Decision decision = model.authorizer().decide(DEV_USER, GET_PODS);
        assertThat(decision.allowed()).isFalse();
        assertThat(decision.doubts()).singleElement().asString().contains("AmazonEKSViewPolicy", "\"galaxy\"");
        assertThat(decision.nearest())
                .singleElement()
                .asString()
                .contains("in a scope that this version does not know");
        assertThat(model.grantsOf(DEV_USER)).isEmpty();
        assertThat(model.namespaces()).isEmpty();
        assertThat(model.permissionsOf(SUBJECT).isEmpty()).isTrue();
        assertThat(model.permissionsOf(SUBJECT).doubts()).isEqualTo(decision.doubts());
        assertThat(model.doubtsAbout(SUBJECT)).isEqualTo(decision.doubts());
    }

    @Test
    void entryOfUnknownType_hasItsUserNameAndGroups_butNoPolicies() {
        AccessModel model = ReadCluster.builder()
                .rbac(READERS)
                .entries(List.of(entry().type(EntryType.of("SATELLITE"))
                        .addGroups("team")
                        .addPolicies(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.clusterWide()))
                        .build()))
                .build();
        KubernetesUser user = model.userOf(SUBJECT).orElseThrow();

        assertThat(user.groups()).containsExactly("team");
        assertThat(model.authorizer().decide(user, GET_PODS).allowed())
                .as("RBAC goes by the group")
                .isTrue();
        Decision decision = model.authorizer().decide(user, AccessRequest.of("delete", "pods"));
        assertThat(decision.allowed()).isFalse();
        assertThat(decision.doubts()).singleElement().asString().contains("SATELLITE");
    }

    @Test
    void unknownMode_letsNobodyInForCertain() {
        AccessModel model = ReadCluster.builder()
                .rbac(READERS)
                .entries(List.of(entry().addGroups("team")
                        .addPolicies(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.clusterWide()))
                        .build()))
                .authenticationMode(AuthenticationMode.UNKNOWN)
                .build();

        assertThat(model.doubts()).singleElement().asString().contains("authentication mode");
        assertThat(model.subjects()).contains(SUBJECT);
        assertThat(model.userOf(SUBJECT)).isEmpty();
        assertThat(model.permissionsOf(SUBJECT).isEmpty()).isTrue();
        assertThat(model.permissionsOf(SUBJECT).doubts()).isNotEmpty();
        assertThat(model.authorizer().decide(DEV_USER, GET_PODS).allowed()).isFalse();
        assertThat(model.authorizer().decide(DEV_USER, GET_PODS).doubts()).isNotEmpty();
        assertThat(model.whoCan(GET_PODS))
                .filteredOn(holder -> holder.subject().equals(SUBJECT))
                .singleElement()
                .satisfies(holder -> assertThat(holder.allowed()).isFalse());
        AccessModel known = ReadCluster.builder()
                .from(model)
                .authenticationMode(AuthenticationMode.API)
                .build();
        assertThat(known.authorizer().decide(DEV_USER, GET_PODS).allowed())
                .as("nothing of the doubt stays when the mode is known")
                .isTrue();
    }

    @Test
    void node_mayHaveWhatTheNodeAuthorizerAllows_andNoMore() {
        AccessModel model = ReadCluster.builder().rbac(READERS).build();
        KubernetesUser node = KubernetesUser.builder()
                .username("system:node:ip-10-0-0-1")
                .addGroups("system:nodes")
                .build();

        assertThat(model.authorizer()
                        .decide(node, AccessRequest.of("get", "secrets").inNamespace("team-a"))
                        .doubts())
                .singleElement()
                .asString()
                .contains("Node authorizer");
        assertThat(model.authorizer()
                        .decide(node, AccessRequest.of("create", "deployments.apps"))
                        .doubts())
                .as("it never allows this to a node")
                .isEmpty();
        assertThat(model.permissionsOf(node).doubts()).hasSize(1);
        assertThat(model.authorizer()
                        .decide(ANA, AccessRequest.of("get", "secrets"))
                        .doubts())
                .isEmpty();
    }

    @Test
    void whoCan_listsNodes_whereTheNodeAuthorizerMayAllowIt() {
        AccessModel model = ReadCluster.of(List.of(entry().type(EntryType.EC2_LINUX)
                .username("system:node:{{EC2PrivateDNSName}}")
                .addGroups("system:nodes")
                .build()));

        assertThat(model.whoCan(AccessRequest.of("get", "secrets")))
                .filteredOn(holder -> holder.subject().equals(SUBJECT))
                .singleElement()
                .satisfies(holder -> assertThat(holder.doubts().get(0)).contains("Node authorizer"));
        assertThat(model.whoCan(AccessRequest.of("delete", "deployments.apps")))
                .noneMatch(holder -> holder.subject().equals(SUBJECT));
    }
}
