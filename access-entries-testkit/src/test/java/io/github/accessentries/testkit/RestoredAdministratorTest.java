package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.AuthenticationModeException;
import io.github.accessentries.EntryType;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.IncompleteApplyException;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.recovery.RestorationPlan;
import io.github.accessentries.recovery.RestorationReport;
import io.github.accessentries.recovery.RestorationReport.Proof;
import io.github.accessentries.recovery.RestoreOptions;
import io.github.accessentries.testkit.TroubledCalls.ProcessDied;
import io.github.accessentries.testkit.TroubledCalls.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.eks.EksClient;

/** An administrator made through the EKS API alone, with the least change, in each mode. */
class RestoredAdministratorTest {

    private static final SignOff ONE_WAY = SignOff.of("one-way-mode");
    private static final Set<String> CHANGES = Set.of(
            "CreateAccessEntry",
            "AssociateAccessPolicy",
            "UpdateAccessEntry",
            "DeleteAccessEntry",
            "DisassociateAccessPolicy",
            "UpdateClusterConfig",
            "TagResource",
            "UntagResource");

    private RecoveryScene scene = new RecoveryScene(AuthenticationMode.API);
    private FakePrincipal admin = scene.role("admin");
    private final List<String> progress = new ArrayList<>();

    @AfterEach
    void close() {
        scene.close();
    }

    private void in(AuthenticationMode mode) {
        in(mode, true);
    }

    private void in(AuthenticationMode mode, boolean signatureChecks) {
        scene.close();
        scene = new RecoveryScene(mode, signatureChecks);
        admin = scene.role("admin");
    }

    private RestoreOptions asking(SignOff signOff) {
        return RestoreOptions.builder()
                .signOff(signOff)
                .probe(scene.probe(admin))
                .authorizer(scene.prod.authorizer())
                .progress(progress::add)
                .build();
    }

    private List<String> changes() {
        return scene.fake.calls().stream()
                .map(call -> call.eventName())
                .filter(CHANGES::contains)
                .toList();
    }

    private void isAdministrator() {
        assertThat(scene.prod).principal(admin).can("delete", "nodes").clusterWide();
    }

    @ParameterizedTest
    @EnumSource(value = AuthenticationMode.class, names = "API.*", mode = EnumSource.Mode.MATCH_ALL)
    void noEntry_getsOneWithThePolicy_andTheClusterIsAskedUntilItWorks(AuthenticationMode mode) {
        in(mode);
        scene.fake.consistency(Duration.ZERO, Duration.ofSeconds(8));
        RestorationPlan plan = scene.recovery().planAdministrator(admin.arn());
        assertThat(plan.toString())
                .contains("create", "associate", "AmazonEKSClusterAdminPolicy", "not looked at: iam");
        assertThat(plan.findings()).isEmpty();
        scene.fake.clearCalls();

        RestorationReport report = scene.recovery().restoreAdministrator(admin.arn(), asking(SignOff.none()));

        assertThat(report.proof()).isEqualTo(Proof.ALLOWED_BY_CLUSTER);
        assertThat(report.user()).isPresent();
        assertThat(report.toString()).contains("allows it everything");
        assertThat(changes()).containsExactly("CreateAccessEntry", "AssociateAccessPolicy");
        isAdministrator();
        assertThat(progress)
                .anyMatch(line -> line.contains("does not authenticate it"))
                .last()
                .asString()
                .endsWith("the cluster allows it everything");
    }

    @Test
    void administratorAlready_changesNothing() {
        scene.recovery().restoreAdministrator(admin.arn(), RestoreOptions.defaults());
        scene.fake.clearCalls();

        RestorationReport report = scene.recovery().restoreAdministrator(admin.arn(), RestoreOptions.defaults());

        assertThat(report.plan().isEmpty()).isTrue();
        assertThat(report.proof()).isEqualTo(Proof.SHOWN_BY_EKS);
        assertThat(report.toString()).contains("the cluster itself was not asked");
        assertThat(changes()).isEmpty();
    }

    @Test
    void existingEntry_getsOnlyThePolicy_andKeepsAllElse() {
        scene.entries
                .grant(admin.arn())
                .groups("ops")
                .tag("owner", "ops")
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .inNamespaces("ops")
                .apply();
        AccessEntry before = scene.entries.get(admin.arn());
        scene.fake.clearCalls();

        scene.recovery().restoreAdministrator(admin.arn(), asking(SignOff.none()));

        assertThat(changes()).containsExactly("AssociateAccessPolicy");
        AccessEntry after = scene.entries.get(admin.arn());
        assertThat(after.groups()).isEqualTo(before.groups());
        assertThat(after.tags()).isEqualTo(before.tags());
        isAdministrator();
    }

    @Test
    void modeConfigMap_goesForwardOnlyWhenSignedOffByName() {
        in(AuthenticationMode.CONFIG_MAP);
        RestorationPlan plan = scene.recovery().planAdministrator(admin.arn());
        assertThat(plan.mode()).contains(AuthenticationMode.API_AND_CONFIG_MAP);
        assertThat(plan.findings()).extracting(Finding::name).containsExactly("one-way-mode");
        assertThat(plan.toString()).contains("can never go back", "whoever created the cluster");
        scene.fake.clearCalls();

        assertThat(catchThrowableOfType(
                                UnsafePlanException.class,
                                () -> scene.recovery().restoreAdministrator(admin.arn(), asking(SignOff.none())))
                        .findings())
                .isEqualTo(plan.findings());
        assertThat(changes()).isEmpty();

        scene.recovery().restoreAdministrator(admin.arn(), asking(ONE_WAY));

        assertThat(changes()).containsExactly("UpdateClusterConfig", "CreateAccessEntry", "AssociateAccessPolicy");
        assertThat(scene.entries.authenticationMode()).isEqualTo(AuthenticationMode.API_AND_CONFIG_MAP);
        isAdministrator();
        assertThat(progress).anyMatch(line -> line.contains("has mode API_AND_CONFIG_MAP"));
    }

    @Test
    void creatorInModeConfigMap_getsItsEntryByEksAlone() {
        in(AuthenticationMode.CONFIG_MAP);
        PrincipalArn creator = PrincipalArn.user(RecoveryScene.ACCOUNT, "test");
        scene.fake.clearCalls();

        scene.recovery()
                .restoreAdministrator(
                        creator, RestoreOptions.builder().signOff(ONE_WAY).build());

        assertThat(changes()).containsExactly("UpdateClusterConfig");
    }

    @Test
    void deadEntry_isMadeAgainOnceThatIsSignedOff() {
        scene.entries.grant(admin.arn()).groups("ops").tag("owner", "ops").apply();
        scene.later();
        scene.delete(admin.arn());
        admin = scene.role("admin");
        String finding = "dead-entry:" + admin.arn();
        RestorationPlan plan = scene.knowingIam().planAdministrator(admin.arn());
        assertThat(plan.findings()).extracting(Finding::name).contains(finding);
        assertThatThrownBy(() -> scene.knowingIam().restoreAdministrator(admin.arn(), asking(SignOff.none())))
                .isInstanceOf(UnsafePlanException.class);

        scene.knowingIam().restoreAdministrator(admin.arn(), asking(SignOff.of(finding)));

        AccessEntry entry = scene.entries.get(admin.arn());
        assertThat(entry.groups()).containsExactly("ops");
        assertThat(entry.tags()).containsEntry("owner", "ops");
        isAdministrator();
    }

    @Test
    void deadEntry_thatNobodyTellsOf_isFoundByTheClusterNotLettingItIn() {
        scene.entries.grant(admin.arn()).apply();
        scene.delete(admin.arn());
        admin = scene.role("admin");

        assertThatThrownBy(() -> scene.recovery().restoreAdministrator(admin.arn(), asking(SignOff.none())))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("PT2M", "recreated in IAM");
    }

    @Test
    void policyThatTheClusterNeverActsOn_isNotTakenForSuccess() {
        RestoreOptions never = RestoreOptions.builder()
                .probe(scene.probe(admin))
                .authorizer((user, request) -> Decision.of(List.of(), List.of()))
                .patience(Duration.ofSeconds(20))
                .build();

        assertThatThrownBy(() -> scene.recovery().restoreAdministrator(admin.arn(), never))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("lets " + admin.arn() + " in", "does not allow it everything", "PT20S");
    }

    @Test
    void entryOfNodes_isRefusedWithTheRemedy() {
        scene.entries.grant(admin.arn()).type(EntryType.EC2_LINUX).apply();

        refuses(admin.arn(), AccessConflictException.class, "EC2_LINUX", "make another role");
    }

    @Test
    void principalsThatCannotBeAdministrators_areRefused() {
        PrincipalArn ofAws = PrincipalArn.role(
                RecoveryScene.ACCOUNT, "aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS");
        scene.fake.clearCalls();
        for (PrincipalArn wrong : List.of(ofAws, PrincipalArn.fromEks("arn:aws:iam::111122223333:root"))) {
            assertThatThrownBy(() -> scene.recovery().planAdministrator(wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(scene.fake.calls()).isEmpty();

        refuses(admin.arn().inPartition("aws-cn"), InvalidAccessRequestException.class, "aws-cn", "partition");
    }

    @Test
    void principalThatIamDoesNotKnow_isRefusedWithTheOneItKnows() {
        FakePrincipal lead = scene.role("team/lead");
        scene.fake.clearCalls();

        assertThatThrownBy(
                        () -> scene.knowingIam().planAdministrator(PrincipalArn.role(RecoveryScene.ACCOUNT, "nobody")))
                .isInstanceOf(InvalidAccessRequestException.class)
                .hasMessageContaining("does not exist in IAM");
        assertThatThrownBy(() -> scene.knowingIam().planAdministrator(PrincipalArn.role(RecoveryScene.ACCOUNT, "lead")))
                .isInstanceOf(InvalidAccessRequestException.class)
                .hasMessageContaining(lead.arn().arn());
        assertThat(changes()).isEmpty();
    }

    @Test
    void iamThatDoesNotAnswer_isToldAndDoneWithout() {
        PrincipalDirectory silent = new PrincipalDirectory() {
            @Override
            public boolean covers(String accountId) {
                return true;
            }

            @Override
            public Optional<KnownPrincipal> find(PrincipalArn principal) {
                throw new UnavailableException(
                        "IAM is silent", ErrorContext.builder().build(), null);
            }
        };
        scene.entries.grant(admin.arn()).apply();

        RestorationReport report = scene.recovery(
                        scene.fake.eksClient(),
                        PlanContext.builder().directory(silent).build())
                .restoreAdministrator(admin.arn(), asking(SignOff.none()));

        assertThat(report.plan().unchecked()).anyMatch(part -> part.text().contains("IAM is silent"));
        isAdministrator();
    }

    @Test
    void platformOlderThanAccessEntries_isRefusedWithTheWayOut() {
        in(AuthenticationMode.CONFIG_MAP);
        scene.prod.platform("1.28", "eks.5");

        refuses(admin.arn(), AuthenticationModeException.class, "eks.5", "made the cluster", "aws-auth");
    }

    private void refuses(PrincipalArn principal, Class<? extends AccessEntriesException> with, String... words) {
        scene.fake.clearCalls();
        assertThatThrownBy(() -> scene.recovery().restoreAdministrator(principal, asking(ONE_WAY)))
                .isInstanceOf(with)
                .hasMessageContainingAll(words)
                .hasMessageStartingWith("Changed nothing for " + principal);
        assertThat(changes()).isEmpty();
    }

    private enum Start {
        NO_ENTRY(AuthenticationMode.API),
        CONFIG_MAP(AuthenticationMode.CONFIG_MAP),
        DEAD_ENTRY(AuthenticationMode.API);

        private final AuthenticationMode mode;

        Start(AuthenticationMode mode) {
            this.mode = mode;
        }
    }

    private void start(Start start) {
        in(start.mode, false);
        if (start == Start.DEAD_ENTRY) {
            scene.entries.grant(admin.arn()).groups("ops").apply();
            scene.later();
            scene.delete(admin.arn());
            admin = scene.role("admin");
        }
    }

    private boolean attempt(TroubledCalls calls) {
        try (EksClient client = PlanTroubleTest.client(new TroubledHttpClient(scene.fake.sdkHttpClient(), calls))) {
            scene.recovery(
                            client,
                            PlanContext.builder().directory(scene.directory()).build())
                    .restoreAdministrator(admin.arn(), asking(SignOff.of("one-way-mode", "dead-entry")));
            return true;
        } catch (UnavailableException | IncompleteApplyException | ProcessDied e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void runStoppedAtAnyCall_isCompletedByTheSecond(Start start) {
        start(start);
        TroubledCalls untroubled = new TroubledCalls(0, Trouble.FAIL, () -> {});
        assertThat(attempt(untroubled)).isTrue();
        for (Trouble trouble : List.of(Trouble.FAIL, Trouble.LOSE_ANSWER, Trouble.DIE_BEFORE, Trouble.DIE_AFTER)) {
            int stopped = 0;
            for (int call = 1; call <= untroubled.count(); call++) {
                start(start);
                stopped += attempt(new TroubledCalls(call, trouble, () -> {})) ? 0 : 1;
                assertThat(attempt(new TroubledCalls(0, trouble, () -> {})))
                        .as(start + " " + trouble + " at call " + call)
                        .isTrue();
                isAdministrator();
            }
            assertThat(stopped).as(start + " " + trouble).isPositive();
        }
    }

    @Test
    void principalOfAnotherAccount_isMadeAnAdministratorOnlyWithASignOff() {
        in(AuthenticationMode.API, false);
        PrincipalArn stranger = PrincipalArn.role("999988887777", "stranger");

        assertThat(scene.recovery().planAdministrator(stranger).findings())
                .extracting(Finding::name)
                .containsExactly("foreign-principal:" + stranger);
        assertThatThrownBy(() -> scene.recovery().restoreAdministrator(stranger, asking(SignOff.none())))
                .isInstanceOf(UnsafePlanException.class);
        assertThat(scene.entries.find(stranger)).isEmpty();
    }
}
