package io.github.accessentries.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.migration.MappingOutcome.Kind;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.rbac.RbacObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationPlannerTest {

    private static final String ACCOUNT = "111122223333";

    /** What every group and user of these tests can have; the built-in groups of nodes give something, as on a cluster. */
    private static final RbacObjects RBAC = RbacObjects.reader().allBindings().read("""
            {kind: ClusterRole, metadata: {name: view}, rules: [{verbs: [get, list], apiGroups: [""], resources: [pods]}]}
            ---
            {kind: ClusterRole, metadata: {name: admin}, rules: [{verbs: ["*"], apiGroups: ["*"], resources: ["*"]},
              {verbs: ["*"], nonResourceURLs: ["*"]}]}
            ---
            {kind: ClusterRoleBinding, metadata: {name: masters}, roleRef: {kind: ClusterRole, name: admin},
              subjects: [{kind: Group, name: "system:masters"}]}
            ---
            {kind: ClusterRoleBinding, metadata: {name: nodes}, roleRef: {kind: ClusterRole, name: view},
              subjects: [{kind: Group, name: "system:bootstrappers"}, {kind: Group, name: "system:nodes"}, {kind: Group, name: "system:node-proxier"},
                {kind: Group, name: "eks:kube-proxy-windows"}]}
            ---
            {kind: RoleBinding, metadata: {name: team, namespace: team-a}, roleRef: {kind: ClusterRole, name: view},
              subjects: [{kind: Group, name: team-a}, {kind: Group, name: "system:team"}, {kind: User, name: ana}]}
            """);

    private static MigrationPlan plan(AwsAuth awsAuth) {
        return MigrationPlanner.builder().awsAuth(awsAuth).rbac(RBAC).build().plan();
    }

    private static AwsAuth roles(ArnMapping... roles) {
        return AwsAuth.builder().roles(List.of(roles)).build();
    }

    private static ArnMapping role(String name, String username, String... groups) {
        return ArnMapping.of("arn:aws:iam::" + ACCOUNT + ":role/" + name, username, Arrays.asList(groups));
    }

    private static DesiredAccess access(DesiredEntry.Builder... entries) {
        DesiredAccess.Builder access = DesiredAccess.builder();
        Arrays.stream(entries).forEach(access::entry);
        return access.build();
    }

    private static DesiredEntry.Builder entry(String name) {
        return DesiredEntry.builder(PrincipalArn.role(ACCOUNT, name));
    }

    @Test
    void mapping_ofMasters_becomesTheClusterAdminPolicy_proven() {
        MigrationPlan plan = plan(roles(role("ops", "ops", "system:masters", "team-a")));

        assertThat(plan.desired())
                .isEqualTo(access(entry("ops")
                        .username("ops")
                        .groups("team-a")
                        .allow(AccessPolicy.CLUSTER_ADMIN)
                        .clusterWide()));
        assertThat(plan.isProven()).as(plan.toString()).isTrue();
    }

    /** What is bound to a group that an entry cannot have may be in the part that nobody read. */
    @ParameterizedTest
    @CsvSource({"system:operators, false", "team-a, true", "system:masters, true"})
    void mapping_isNotProven_whereUnreadBindingsMayGiveItsGroupSomething(String group, boolean proven) {
        for (RbacObjects part : List.of(
                RbacObjects.none(), RbacObjects.parse("{kind: Role, metadata: {name: reader, namespace: team-a}}"))) {
            MigrationPlan plan = MigrationPlanner.builder()
                    .awsAuth(roles(role("dev", "dev", group, "team-b")))
                    .rbac(part)
                    .build()
                    .plan();

            assertThat(plan.isProven()).as(plan.toString()).isEqualTo(proven);
            assertThat(plan.gaps())
                    .hasSize(proven ? 0 : 1)
                    .allMatch(gap -> gap.text().contains("not all of them were read"));
        }
    }

    @Test
    void mapping_ofGroupsAndUserName_keepsThem_proven() {
        MigrationPlan plan = plan(roles(role("dev", "team:{{AccountID}}:{{SessionName}}", "team-a", "unbound")));

        assertThat(plan.desired())
                .isEqualTo(access(entry("dev")
                        .username("team:" + ACCOUNT + ":{{SessionName}}")
                        .groups("team-a", "unbound")));
        assertThat(plan.isProven()).as(plan.toString()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "EC2_LINUX, system:node:{{EC2PrivateDNSName}}, system:bootstrappers system:nodes",
        "EC2_WINDOWS, system:node:{{EC2PrivateDNSName}}, system:bootstrappers system:nodes eks:kube-proxy-windows",
        "FARGATE_LINUX, system:node:{{SessionName}}, system:bootstrappers system:nodes system:node-proxier",
        "HYBRID_LINUX, system:node:{{SessionName}}, system:bootstrappers system:nodes",
    })
    void mapping_ofNodes_becomesAnEntryOfTheirType_proven(String type, String username, String groups) {
        MigrationPlan plan = plan(roles(role("nodes", username, groups.split(" "))));

        assertThat(plan.desired()).isEqualTo(access(entry("nodes").type(EntryType.of(type))));
        assertThat(plan.isProven()).as(plan.toString()).isTrue();
    }

    @Test
    void mapping_ofNodes_whoseBootstrappersHaveMoreThanNodes_isAGap() {
        RbacObjects rbac = RbacObjects.reader().allBindings().read("""
                kind: ClusterRole
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: extra}
                rules: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]
                ---
                kind: ClusterRoleBinding
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: extra}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: extra}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:bootstrappers"}]
                """);

        MigrationPlan plan = MigrationPlanner.builder()
                .awsAuth(roles(
                        role("nodes", "system:node:{{EC2PrivateDNSName}}", "system:bootstrappers", "system:nodes")))
                .rbac(rbac)
                .build()
                .plan();

        assertThat(plan.isProven()).isFalse();
        assertThat(plan.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.text()).contains("configmaps"));
    }

    @ParameterizedTest(name = "{1} as {0}")
    @CsvSource({
        "system:admin, team-a, begins with \"system:\"",
        "dev-{{SessionName}}, team-a, needs a colon before",
        "key:{{AccessKeyID}}, team-a, the placeholder {{AccessKeyID}}",
        "dns:{{EC2PrivateDNSName}}, team-a, the placeholder {{EC2PrivateDNSName}}",
        "dev, team-{{SessionName}}, which groups of access entries cannot have",
        "dev, system:team, entries cannot name the groups [system:team]",
    })
    void mapping_thatNoEntryCanSay_isAGap_andItsEntryIsNotMade(String username, String group, String reason) {
        MigrationPlan plan = plan(roles(role("dev", username, group), role("ops", "ops", "system:masters")));

        assertThat(plan.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.text()).contains(reason));
        assertThat(plan.isProven()).isFalse();
        assertThat(plan.desired().principals()).containsExactly(PrincipalArn.role(ACCOUNT, "ops"));
    }

    @Test
    void group_thatNoEntryCanName_butAnotherBindingGivesTheSame_isLeftOut_proven() {
        MigrationPlan plan = plan(roles(role("dev", "ana", "system:team")));

        assertThat(plan.desired()).isEqualTo(access(entry("dev").username("ana")));
        assertThat(plan.isProven()).as(plan.toString()).isTrue();
    }

    @Test
    void group_thatNoEntryCanName_butNoBindingUses_isLeftOut_proven() {
        MigrationPlan plan = plan(roles(role("dev", "dev", "system:unused", "team-a")));

        assertThat(plan.desired()).isEqualTo(access(entry("dev").username("dev").groups("team-a")));
        assertThat(plan.isProven()).as(plan.toString()).isTrue();
    }

    @Test
    void mappings_thatLetNobodyIn_areIdle() {
        AwsAuth awsAuth = AwsAuth.builder()
                .roles(List.of(
                        role("team/dev", "path", "system:masters"),
                        role("twice", "first", "system:masters"),
                        role("TWICE", "last", "team-a"),
                        role("has-entry", "old", "team-a"),
                        ArnMapping.of("nonsense", "n", List.of("system:masters"))))
                .build();

        MigrationPlan plan = MigrationPlanner.builder()
                .awsAuth(awsAuth)
                .rbac(RBAC)
                .entries(List.of(AccessEntry.builder()
                        .cluster("prod")
                        .principal(PrincipalArn.role(ACCOUNT, "some/path/has-entry"))
                        .username("new")
                        .addGroup("team-a")
                        .build()))
                .build()
                .plan();

        assertThat(plan.outcomes())
                .extracting(MappingOutcome::kind)
                .containsExactly(Kind.IDLE, Kind.IDLE, Kind.MOVED, Kind.IDLE, Kind.IDLE);
        assertThat(plan.desired().entries()).extracting(DesiredEntry::username).containsExactly(Optional.of("last"));
        assertThat(plan.isProven()).as(plan.toString()).isTrue();
    }

    @Test
    void entryThatHidesMoreThanItGives_isAGap_thatShowsTheDifference() {
        MigrationPlan plan = MigrationPlanner.builder()
                .awsAuth(roles(role("has-entry", "old", "system:masters")))
                .rbac(RBAC)
                .entries(List.of(made("has-entry", "new").addGroup("team-a").build()))
                .build()
                .plan();

        assertThat(plan.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.text()).contains("gives less", "*");
            assertThat(gap.finding().name()).isEqualTo("aws-auth-hidden:arn:aws:iam::" + ACCOUNT + ":role/has-entry");
        });
        assertThat(plan.isProven()).isFalse();
        assertThat(plan.findings()).hasSize(1);
        assertThat(plan.desired().entries()).isEmpty();
    }

    @Test
    void entryWithTheNamesOfItsMapping_andNoPolicy_isCompleted_butNotOneThatSomebodyTagged() {
        AwsAuth awsAuth = roles(role("ops", "ops", "system:masters", "team-a"));
        AccessEntry halfMade = made("ops", "ops").addGroup("team-a").build();

        MigrationPlan plan = MigrationPlanner.builder()
                .awsAuth(awsAuth)
                .rbac(RBAC)
                .entries(List.of(halfMade))
                .build()
                .plan();

        assertThat(plan.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.kind()).isEqualTo(Kind.MOVED);
            assertThat(outcome.text()).contains("completes", "AmazonEKSClusterAdminPolicy");
        });
        assertThat(plan.desired().principals()).containsExactly(halfMade.principal());
        assertThat(plan.isProven()).as(plan.toString()).isTrue();
        assertThat(MigrationPlanner.builder()
                        .awsAuth(awsAuth)
                        .rbac(RBAC)
                        .entries(List.of(AccessEntry.builder()
                                .from(halfMade)
                                .putTag("owner", "team-a")
                                .build()))
                        .build()
                        .plan()
                        .gaps())
                .hasSize(1);
    }

    @Test
    void entriesThatDifferOnlyInPath_andEntriesOfThosePrincipalsThatWereMadeAgain_areGaps() {
        AwsAuth awsAuth = roles(role("dev", "dev", "team-a"));
        AccessEntry dead =
                made("a/dev", "dev").addGroup("team-a").createdAt(Instant.EPOCH).build();
        MigrationPlanner.Builder planner =
                MigrationPlanner.builder().awsAuth(awsAuth).rbac(RBAC);

        assertThat(planner.entries(List.of(dead, made("b/dev", "dev").build()))
                        .build()
                        .plan()
                        .gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.text()).contains("differ only in the path"));
        assertThat(planner.entries(List.of(dead))
                        .directory(knowing(PrincipalArn.role(ACCOUNT, "a/dev"), Instant.EPOCH.plusSeconds(1)))
                        .build()
                        .plan()
                        .gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.text()).contains("recreated"));
        assertThat(planner.directory(knowing(PrincipalArn.role(ACCOUNT, "dev"), Instant.EPOCH))
                        .build()
                        .plan()
                        .gaps())
                .as("the path is another")
                .singleElement()
                .satisfies(gap -> assertThat(gap.text()).contains("recreated"));
    }

    @Test
    void whateverCouldNotBeRead_isAGap() {
        AwsAuth unread = AwsAuth.builder()
                .from(roles(role("dev", "dev", "team-a")))
                .faults(List.of("mapRoles[1]: has no rolearn"))
                .build();
        RbacObjects unreadRbac = RbacObjects.parse("{kind: ClusterRole, metadata: {name: odd}, rules: 7}");

        assertThat(plan(unread).isProven()).isFalse();
        assertThat(plan(unread).findings())
                .singleElement()
                .hasToString(
                        "aws-auth-still-used:mapRoles[1]: has no rolearn: this part of aws-auth could not be read, so"
                                + " nothing is proven about it; correct the ConfigMap");
        MigrationPlan plan = MigrationPlanner.builder()
                .awsAuth(roles(role("dev", "dev", "team-a")))
                .rbac(unreadRbac)
                .build()
                .plan();
        assertThat(plan.isProven()).isFalse();
        assertThat(plan.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.mapping()).contains("odd"));
    }

    @Test
    void policyWhoseRulesNobodyPublished_ofSomebodyElse_isNoGap() {
        AccessEntry other = AccessEntry.builder()
                .from(made("other", "other").build())
                .addPolicies(PolicyAssociation.of(AccessPolicy.of("AmazonEKSNewPolicy"), AccessScope.clusterWide()))
                .build();

        MigrationPlan plan = MigrationPlanner.builder()
                .awsAuth(roles(role("dev", "dev", "team-a")))
                .rbac(RBAC)
                .entries(List.of(other))
                .build()
                .plan();

        assertThat(plan.isProven())
                .as("it is the same before and after: " + plan)
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "AWSServiceRoleForBatch, AWS service",
        "awsserviceroleforamazonemrcontainers, AWS service",
        "AWSReservedSSO_Admin_0123456789abcdef, Identity Center",
    })
    void roleWhoseLostPathEksWouldRefuseToMiss_isAGap_withoutADirectory(String name, String reason) {
        MigrationPlan plan = plan(roles(role(name, "someone", "team-a")));

        assertThat(plan.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.text()).contains(reason, "have IAM asked"));
        assertThat(plan.desired().entries()).isEmpty();
        assertThat(MigrationPlanner.builder()
                        .awsAuth(roles(role("AWSServiceRoleForOurselves", "someone", "team-a")))
                        .rbac(RBAC)
                        .directory(knowing(PrincipalArn.role(ACCOUNT, "AWSServiceRoleForOurselves"), Instant.EPOCH))
                        .build()
                        .plan()
                        .isProven())
                .as("a role of one's own")
                .isTrue();
    }

    @Test
    void nodesOfAnotherAccount_areAGap_andPrincipalsOfAnotherPartitionAreNobody() {
        AccessEntry ofTheCluster = AccessEntry.builder()
                .from(made("x", "x").build())
                .arn("arn:aws:eks:us-west-2:" + ACCOUNT + ":access-entry/prod/role/" + ACCOUNT + "/x/1")
                .build();

        MigrationPlan plan = MigrationPlanner.builder()
                .awsAuth(roles(
                        ArnMapping.of(
                                "arn:aws:iam::444455556666:role/nodes",
                                "system:node:{{EC2PrivateDNSName}}",
                                List.of("system:bootstrappers", "system:nodes")),
                        ArnMapping.of("arn:aws-cn:iam::" + ACCOUNT + ":role/dev", "dev", List.of("team-a"))))
                .rbac(RBAC)
                .entries(List.of(ofTheCluster))
                .build()
                .plan();

        assertThat(plan.outcomes()).extracting(MappingOutcome::kind).containsExactly(Kind.GAP, Kind.IDLE);
        assertThat(plan.outcomes().get(0).text()).contains("another account");
        assertThat(plan.outcomes().get(1).text()).contains("aws-cn");
    }

    @Test
    void userWithAnotherPathThanItsMapping_isNobody_andPathsThatWereNotLookedUpAreTold() {
        AwsAuth awsAuth = AwsAuth.builder()
                .users(List.of(ArnMapping.of("arn:aws:iam::" + ACCOUNT + ":user/a/ana", "ana", List.of("team-a"))))
                .build();

        MigrationPlan blind = plan(awsAuth);
        MigrationPlan knowing = MigrationPlanner.builder()
                .awsAuth(awsAuth)
                .rbac(RBAC)
                .directory(knowing(PrincipalArn.user(ACCOUNT, "b/ana"), Instant.EPOCH))
                .build()
                .plan();

        assertThat(knowing.outcomes()).extracting(MappingOutcome::kind).containsExactly(Kind.IDLE);
        assertThat(blind.unchecked())
                .extracting(Unchecked::part)
                .containsExactly(Unchecked.Part.IAM, Unchecked.Part.ACCOUNT);
        assertThat(blind).asString().contains("Not checked: iam", ACCOUNT);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "STANDARD, dev, '', GAP",
        "FARGATE_LINUX, system:node:{{SessionName}}, system:bootstrappers system:nodes system:node-proxier, GAP",
        "EC2_LINUX, system:node:{{EC2PrivateDNSName}}, system:nodes, IDLE",
    })
    void mappingOfNodes_hiddenByAnEntry_isGivenOnlyIfTheEntryMakesTheSameNodes(
            String type, String username, String groups, Kind kind) {
        MigrationPlan plan = MigrationPlanner.builder()
                .awsAuth(roles(role("node", "system:node:{{EC2PrivateDNSName}}", "system:nodes")))
                .rbac(RbacObjects.none())
                .entries(List.of(made("node", username)
                        .type(EntryType.of(type))
                        .groups(groups.isEmpty() ? List.of() : List.of(groups.split(" ")))
                        .build()))
                .build()
                .plan();

        assertThat(plan.outcomes()).extracting(MappingOutcome::kind).containsExactly(kind);
        assertThat(plan.isProven()).isEqualTo(kind == Kind.IDLE);
    }

    @Test
    void windowsNodes_hiddenByAnEntryOfLinuxNodes_areAGap() {
        MigrationPlan plan = MigrationPlanner.builder()
                .awsAuth(roles(
                        role("node", "system:node:{{EC2PrivateDNSName}}", "system:nodes", "eks:kube-proxy-windows")))
                .rbac(RbacObjects.none())
                .entries(List.of(made("node", "system:node:{{EC2PrivateDNSName}}")
                        .type(EntryType.EC2_LINUX)
                        .addGroup("system:nodes")
                        .build()))
                .build()
                .plan();

        assertThat(plan.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.text()).contains("EC2_LINUX", "eks:kube-proxy-windows"));
    }

    @Test
    void groupThatDependsOnTheSession_hiddenByAnEntry_isAGap() {
        MigrationPlan plan = MigrationPlanner.builder()
                .awsAuth(roles(role("dev", "dev", "system:{{SessionName}}")))
                .rbac(RBAC)
                .entries(List.of(made("dev", "dev").build()))
                .build()
                .plan();

        assertThat(plan.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.text())
                        .contains("not known whether it gives as much", "system:{{SessionName}}", "system:masters"));
        assertThat(plan.isProven()).isFalse();
    }

    /** An entry for the name as it is shown would give another group's rights. */
    @Test
    void namesWithHiddenCharacters_areAGap_andNoEntryForTheNamesThatTheyAreShownBy() {
        MigrationPlan group = plan(roles(role("dev", "dev", "team\u202E")));
        MigrationPlan user = plan(roles(role("dev", "dev\u202E", "team")));

        assertThat(group.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.text()).contains("group \"team\\u202e\" has characters"));
        assertThat(user.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.text()).contains("user name \"dev\\u202e\" has characters"));
        assertThat(group.desired().entries()).isEmpty();
    }

    @Test
    void proofOverATextOfRbac_saysThatItMayNotBeAll() {
        MigrationPlan plan = MigrationPlanner.builder()
                .awsAuth(roles(role("ops", "ops", "system:masters")))
                .rbac(RbacObjects.parse("{kind: ClusterRole, metadata: {name: view}, rules: []}"))
                .build()
                .plan();

        assertThat(plan.unchecked()).extracting(Unchecked::part).contains(Unchecked.Part.RBAC);
        assertThat(plan).asString().contains("Not checked: rbac", "Proven: no permission changes.");
    }

    @Test
    void usersThatDifferOnlyInPath_areGaps_sinceIamCannotHaveBoth() {
        MigrationPlan plan = plan(AwsAuth.builder()
                .users(List.of(
                        ArnMapping.of("arn:aws:iam::" + ACCOUNT + ":user/a/ana", "ana", List.of("team-a")),
                        ArnMapping.of("arn:aws:iam::" + ACCOUNT + ":user/b/Ana", "ana", List.of("team-a"))))
                .build());

        assertThat(plan.outcomes()).extracting(MappingOutcome::kind).containsExactly(Kind.GAP, Kind.GAP);
        assertThat(plan.gaps().get(0).text()).contains("differ only in the path");
    }

    private static AccessEntry.Builder made(String name, String username) {
        return AccessEntry.builder()
                .cluster("prod")
                .principal(PrincipalArn.role(ACCOUNT, name))
                .username(username);
    }

    private static PrincipalDirectory knowing(PrincipalArn principal, Instant created) {
        return new PrincipalDirectory() {
            @Override
            public boolean covers(String accountId) {
                return accountId.equals(ACCOUNT);
            }

            @Override
            public Optional<KnownPrincipal> find(PrincipalArn asked) {
                return Optional.of(KnownPrincipal.of(principal, created));
            }
        };
    }

    @Test
    void rootFederatedUsersAndAccounts_areGaps() {
        AwsAuth awsAuth = AwsAuth.builder()
                .users(List.of(
                        ArnMapping.of("arn:aws:iam::" + ACCOUNT + ":root", "root", List.of("team-a")),
                        ArnMapping.of("arn:aws:sts::" + ACCOUNT + ":federated-user/f", "f", List.of("team-a"))))
                .accounts(List.of(ACCOUNT))
                .build();

        MigrationPlan plan = plan(awsAuth);

        assertThat(plan.outcomes())
                .extracting(MappingOutcome::kind)
                .containsOnly(Kind.GAP)
                .hasSize(3);
        assertThat(plan.isProven()).isFalse();
    }

    @Test
    void directory_tellsPaths_andWhoIsGone_andOfOtherAccountsNothingIsGuessed() {
        Map<String, String> iam = Map.of(
                "dev",
                "/team/a/",
                "AWSReservedSSO_Admin_0123456789abcdef",
                "/aws-reserved/sso.amazonaws.com/eu-west-1/",
                "AWSServiceRoleForThis",
                "/aws-service-role/this.amazonaws.com/");
        PrincipalDirectory directory = new PrincipalDirectory() {
            @Override
            public boolean covers(String accountId) {
                return accountId.equals(ACCOUNT);
            }

            @Override
            public Optional<KnownPrincipal> find(PrincipalArn principal) {
                return Optional.ofNullable(iam.get(principal.name()))
                        .map(path ->
                                KnownPrincipal.of(PrincipalArn.role(ACCOUNT, path + principal.name()), Instant.EPOCH));
            }
        };
        AwsAuth awsAuth = roles(
                role("dev", "dev", "team-a"),
                role("AWSReservedSSO_Admin_0123456789abcdef", "admin", "system:masters"),
                role("AWSServiceRoleForThis", "service", "team-a"),
                role("gone", "gone", "system:masters"),
                ArnMapping.of("arn:aws:iam::444455556666:role/far", "far", List.of("team-a")),
                ArnMapping.of(
                        "arn:aws:iam::444455556666:role/AWSReservedSSO_X_0123456789abcdef", "x", List.of("team-a")));

        MigrationPlan plan = MigrationPlanner.builder()
                .awsAuth(awsAuth)
                .rbac(RBAC)
                .directory(directory)
                .build()
                .plan();

        assertThat(plan.outcomes())
                .extracting(MappingOutcome::kind)
                .containsExactly(Kind.MOVED, Kind.MOVED, Kind.GAP, Kind.IDLE, Kind.MOVED, Kind.GAP);
        assertThat(plan.desired().principals())
                .containsExactlyInAnyOrder(
                        PrincipalArn.role(ACCOUNT, "team/a/dev"),
                        PrincipalArn.role(
                                ACCOUNT,
                                "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef"),
                        PrincipalArn.role("444455556666", "far"));
        assertThat(plan.proof().changes())
                .as("only what the gaps gave is lost")
                .extracting(change -> change.subject().name())
                .allMatch(name -> name.contains("AWSServiceRoleForThis") || name.contains("AWSReservedSSO_X"));
    }

    @Test
    void mappingWithoutUserName_isAGapOnlyIfABindingCouldMeanTheGeneratedOne() {
        RbacObjects bound = RbacObjects.reader().allBindings().read("""
                {kind: ClusterRole, metadata: {name: view}, rules: [{verbs: [get], apiGroups: [""], resources: [pods]}]}
                ---
                {kind: ClusterRoleBinding, metadata: {name: b}, roleRef: {kind: ClusterRole, name: view}, subjects:
                  [{kind: User, name: "arn:aws:sts::111122223333:assumed-role/dev/ana"}]}
                """);

        assertThat(plan(roles(role("dev", "", "team-a"))).isProven()).isTrue();
        assertThat(MigrationPlanner.builder()
                        .awsAuth(roles(role("dev", "", "team-a")))
                        .rbac(bound)
                        .build()
                        .plan()
                        .gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.text()).contains("assumed-role/dev/ana"));
    }

    @ParameterizedTest
    @CsvSource({
        "aws-auth.yaml, 2, false",
        "aws-auth-crazy-case-keys.yaml, 2, false",
        "aws-auth-open-source-case-keys.yaml, 2, false",
        "aws-auth-crazy-case-top-keys.yaml, 0, true",
        "aws-auth-lower-case-top-keys.yaml, 0, true",
        "aws-auth-space-out-of-place.yaml, 1, false",
    })
    void sampleConfigMap_givesEqualModels_orListsTheDifference(String sample, int moved, boolean proven)
            throws IOException {
        MigrationPlan plan = plan(AwsAuth.parseConfigMap(sample(sample)));

        assertThat(plan.outcomes().stream().filter(outcome -> outcome.kind() == Kind.MOVED))
                .as(plan.toString())
                .hasSize(moved);
        // The samples map a whole account, which no entry can say; the users of nobody's bindings lose nothing by it.
        assertThat(plan.isProven()).isEqualTo(proven);
        assertThat(plan.proof().isEmpty()).as(plan.toString()).isTrue();
    }

    private static String sample(String name) throws IOException {
        try (InputStream sample =
                MigrationPlannerTest.class.getResourceAsStream("/io/github/accessentries/awsauth/" + name)) {
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void planner_withoutRbac_isNotMade() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> MigrationPlanner.builder().awsAuth(AwsAuth.none()).build())
                .withMessageContaining("rbac(..)");
    }
}
