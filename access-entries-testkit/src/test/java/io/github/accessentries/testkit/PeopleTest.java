package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PermissionSet;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.iac.DesiredAccessFile;
import io.github.accessentries.iam.IamDirectory;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.DeadEntryHandling;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** Permission sets that come, change and go, and entries whose principal is gone or was made again. */
class PeopleTest {

    private static final String ACCOUNT = "111122223333";
    private static final PrincipalArn DEV = PrincipalArn.role(ACCOUNT, "dev");
    private static final PrincipalArn FOREIGN = PrincipalArn.role("444455556666", "foreign");
    private static final Duration UNTIL_IAM_IS_BELIEVED = Duration.ofMinutes(6);
    private static final ApplyOptions CERTAIN_OF_DEAD = ApplyOptions.with(SignOff.of("dead-entry"));

    private static final String FILE = """
            version: 1
            variables: {account: "111122223333"}
            entries:
              - principal: arn:aws:iam::${account}:user/test
                policies: [{policy: AmazonEKSClusterAdminPolicy, scope: cluster}]
              - principal: {permissionSet: Admin, account: "${account}"}
                groups: [people]
                policies: [{policy: AmazonEKSAdminPolicy, scope: cluster}]
                tags: {owner: platform}
            """;

    /** The client of IAM signs with the time of this machine, so signatures are not looked at. */
    private final FakeClock clock = FakeClock.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    private final FakeEks fake = FakeEks.builder()
            .clock(clock)
            .strictIam(true)
            .signatureChecks(false)
            .build();
    private final FakeCluster cluster = fake.createCluster("prod");
    private final IamClient client = IamClient.builder()
            .httpClient(fake.sdkHttpClient())
            .credentialsProvider(fake.iam().user("reader").credentials())
            .region(Region.AWS_GLOBAL)
            .overrideConfiguration(o -> o.addExecutionInterceptor(new WithoutDate()))
            .build();
    private final IamDirectory iam = IamDirectory.builder()
            .account(client, fake.stsClient())
            .rememberFor(Duration.ZERO)
            .clock(clock)
            .sleeper(clock)
            .build();
    private final EksAccessEntries prod = with(PlanContext.builder().directory(iam));

    PeopleTest() {
        prod.grant(PrincipalArn.user(ACCOUNT, "test"))
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
    }

    private EksAccessEntries with(PlanContext.Builder context) {
        return InFakeTime.prod(fake.eksClient(), clock)
                .planContext(context.build())
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private DesiredAccess read() {
        return DesiredAccessFile.reader().directory(iam).read(FILE);
    }

    private static DesiredAccess nothingListed(DeadEntryHandling handling) {
        return DesiredAccess.builder().deadEntries(handling).build();
    }

    private static List<String> names(List<Finding> findings) {
        return findings.stream().map(Finding::name).toList();
    }

    private FakePrincipal remake(PrincipalArn arn) {
        fake.iam().delete(arn);
        clock.advance(Duration.ofDays(1));
        return fake.iam().principal(arn);
    }

    @Test
    void permissionSetInAFile_isGivenAccess_andKeepsItWhenItsRoleIsMadeAgain() {
        FakePrincipal first = fake.iam().permissionSet("Admin");
        fake.iam().permissionSet("Admin_Read");
        assertThat(prod.apply(prod.plan(read())).isComplete()).isTrue();
        assertThat(cluster.login(first).isAuthenticated()).isTrue();
        DesiredEntry given = DesiredEntry.of(prod.get(first.arn()));

        clock.advance(UNTIL_IAM_IS_BELIEVED);
        FakePrincipal second = fake.iam().reprovisionPermissionSet("Admin");
        assertThat(cluster.login(second).isAuthenticated()).isFalse();
        AccessPlan heals = prod.plan(read());

        assertThat(heals.findings()).isEmpty();
        assertThat(heals.changes()).hasSize(3);
        assertThat(heals)
                .asString()
                .contains("its role is gone, and the new one of the same permission set, "
                        + second.arn().name());
        assertThat(prod.apply(heals).isComplete()).isTrue();
        assertThat(cluster.login(second).isAuthenticated()).isTrue();
        assertThat(prod.principals()).doesNotContain(first.arn()).contains(second.arn());
        AccessEntry healed = prod.get(second.arn());
        assertThat(healed.groups()).containsExactly("people");
        assertThat(healed.tags()).containsEntry("owner", "platform");
        assertThat(healed.policies()).hasToString("[AmazonEKSAdminPolicy cluster-wide]");
        assertThat(given.policies()).isEqualTo(DesiredEntry.of(healed).policies());
        assertThat(prod.plan(read()).isEmpty()).isTrue();
    }

    @Test
    void permissionSetThatIsGone_isAFaultOfTheFile_atItsPlace_beforeAnyCallToEks() {
        clock.advance(UNTIL_IAM_IS_BELIEVED);
        fake.iam().delete(fake.iam().permissionSet("Admin").arn());
        fake.iam().permissionSet("Admin_Read");
        fake.clearCalls();

        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(this::read)
                .withMessageContainingAll("line 6, entries[1].principal", "Admin_Read", "no role");
        fake.iam().permissionSet("Admin");
        fake.iam()
                .principal(PrincipalArn.role(
                        ACCOUNT, "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef"));
        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(this::read)
                .withMessageContainingAll("line 6, entries[1].principal", "2 roles");
        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> DesiredAccessFile.reader().read(FILE))
                .withMessageContainingAll("line 6, entries[1].principal", "directory(..)");
        fake.faults().on("ListRoles").fail("AccessDenied", 403).always();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(this::read)
                .withMessageContaining("iam:ListRoles");
        assertThat(fake.calls()).noneMatch(call -> call.eventSource().startsWith("eks."));
    }

    @Test
    void formerRoleOfAListedPermissionSet_staysWhereNobodyKnowsThatItIsGone() {
        FakePrincipal first = fake.iam().permissionSet("Admin");
        prod.apply(prod.plan(read())).orThrow();
        clock.advance(UNTIL_IAM_IS_BELIEVED);
        fake.iam().reprovisionPermissionSet("Admin");

        AccessPlan blind = with(PlanContext.builder()).plan(read());

        assertThat(with(PlanContext.builder()).apply(blind).isComplete()).isTrue();
        assertThat(prod.principals()).contains(first.arn());
        AccessPlan knowing = prod.plan(read());
        assertThat(knowing.changes())
                .singleElement()
                .asString()
                .contains(first.arn().name());
        assertThat(prod.apply(knowing).isComplete()).isTrue();
        assertThat(prod.plan(read()).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(DeadEntryHandling.class)
    void entriesWhosePrincipalIsGone_areRemovedWhenAsked_andOnlyWhereIamWasAsked(DeadEntryHandling handling) {
        fake.iam().role("dev");
        fake.iam().role("kept");
        fake.iam().principal(FOREIGN);
        for (PrincipalArn each : List.of(DEV, FOREIGN, PrincipalArn.role(ACCOUNT, "kept"))) {
            prod.grant(each).groups("devs").apply();
        }
        clock.advance(UNTIL_IAM_IS_BELIEVED);
        fake.iam().delete(DEV);
        fake.iam().delete(FOREIGN);

        AccessPlan plan = prod.plan(nothingListed(handling));

        if (handling == DeadEntryHandling.LEAVE) {
            assertThat(plan.isEmpty()).isTrue();
            assertThat(names(plan.notices())).contains("principal-gone:" + DEV);
            return;
        }
        assertThat(plan.changes())
                .singleElement()
                .asString()
                .contains(DEV.toString(), "does not exist in IAM any more");
        assertThat(plan.findings()).isEmpty();
        assertThat(prod.apply(plan).isComplete()).isTrue();
        assertThat(prod.principals()).doesNotContain(DEV).contains(FOREIGN, PrincipalArn.role(ACCOUNT, "kept"));
        assertThat(prod.plan(nothingListed(handling)).isEmpty()).isTrue();
    }

    @Test
    void listedEntryWhosePrincipalIsGone_isTold_andNeverDeleted() {
        fake.iam().role("dev");
        DesiredAccess desired = DesiredAccess.builder()
                .deadEntries(DeadEntryHandling.HEAL)
                .entry(DesiredEntry.builder(DEV).groups("devs"))
                .build();
        prod.apply(prod.plan(desired)).orThrow();
        clock.advance(UNTIL_IAM_IS_BELIEVED);
        fake.iam().delete(DEV);

        AccessPlan plan = prod.plan(desired);

        assertThat(plan.isEmpty()).isTrue();
        assertThat(names(plan.notices())).contains("principal-gone:" + DEV);
    }

    @Test
    void unlistedPrincipalThatWasMadeAgain_isHealedWhenAsked_andSignedOff_withAllItHas() {
        fake.iam().role("dev");
        prod.grant(DEV)
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a")
                .groups("devs")
                .username("dev:{{SessionName}}")
                .tag("owner", "a")
                .apply();
        DesiredEntry before = DesiredEntry.of(prod.get(DEV));
        FakePrincipal again = remake(DEV);
        assertThat(prod.plan(nothingListed(DeadEntryHandling.REMOVE)).isEmpty()).isTrue();

        AccessPlan plan = prod.plan(nothingListed(DeadEntryHandling.HEAL));

        assertThat(names(plan.findings())).containsExactly("dead-entry:" + DEV);
        assertThatExceptionOfType(UnsafePlanException.class).isThrownBy(() -> prod.apply(plan));
        assertThat(prod.apply(plan, CERTAIN_OF_DEAD).isComplete()).isTrue();
        assertThat(DesiredEntry.of(prod.get(DEV))).isEqualTo(before);
        assertThat(cluster.login(again).isAuthenticated()).isTrue();
        assertThat(prod.plan(nothingListed(DeadEntryHandling.HEAL)).isEmpty()).isTrue();
    }

    @Test
    void unlistedPermissionSet_isHealedWhenAsked_andSignedOff_withAllItHas() {
        FakePrincipal first = fake.iam().permissionSet("Admin");
        prod.grant(iam.roleOf(PermissionSet.of("Admin", ACCOUNT)))
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a")
                .groups("devs")
                .tag("owner", "a")
                .apply();
        DesiredEntry before = DesiredEntry.of(prod.get(first.arn()));
        clock.advance(UNTIL_IAM_IS_BELIEVED);
        FakePrincipal second = fake.iam().reprovisionPermissionSet("Admin");

        AccessPlan plan = prod.plan(nothingListed(DeadEntryHandling.HEAL));

        assertThat(names(plan.findings())).containsExactly("dead-entry:" + second.arn());
        assertThatExceptionOfType(UnsafePlanException.class).isThrownBy(() -> prod.apply(plan));
        assertThat(prod.apply(plan, CERTAIN_OF_DEAD).isComplete()).isTrue();
        DesiredEntry after = DesiredEntry.of(prod.get(second.arn()));
        assertThat(after.policies()).isEqualTo(before.policies());
        assertThat(after.groups()).isEqualTo(before.groups());
        assertThat(after.tags()).isEqualTo(before.tags());
        assertThat(after.username()).isEmpty();
        assertThat(prod.principals()).doesNotContain(first.arn());
        assertThat(cluster.login(second).isAuthenticated()).isTrue();
        assertThat(prod.plan(nothingListed(DeadEntryHandling.HEAL)).isEmpty()).isTrue();
    }

    @Test
    void healing_thatFailsHalfway_isCompletedByTheNextRun() {
        fake.iam().permissionSet("Admin");
        prod.apply(prod.plan(read())).orThrow();
        clock.advance(UNTIL_IAM_IS_BELIEVED);
        FakePrincipal second = fake.iam().reprovisionPermissionSet("Admin");
        for (String call : List.of("CreateAccessEntry", "AssociateAccessPolicy", "DeleteAccessEntry")) {
            fake.faults().on(call).fail("ServerException", 500).times(10);
            AccessPlan plan = prod.plan(read());
            assertThat(prod.apply(plan).isComplete()).as(call).isFalse();
            fake.faults().clear();
        }

        assertThat(prod.apply(prod.plan(read())).isComplete()).isTrue();
        assertThat(cluster.login(second).isAuthenticated()).isTrue();
        assertThat(prod.plan(read()).isEmpty()).isTrue();
    }

    @Test
    void permissionSetWithTwoNewRoles_isLeftAlone_andSaysWhy() {
        FakePrincipal first = fake.iam().permissionSet("Admin");
        prod.grant(first.arn()).groups("devs").apply();
        clock.advance(UNTIL_IAM_IS_BELIEVED);
        fake.iam().reprovisionPermissionSet("Admin");
        fake.iam()
                .principal(PrincipalArn.role(
                        ACCOUNT, "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef"));

        AccessPlan plan = prod.plan(nothingListed(DeadEntryHandling.HEAL));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.leftAlone())
                .singleElement()
                .asString()
                .contains(first.arn().toString(), "has 2 roles now");
    }

    @Test
    void permissionSetThatIsGone_isRemovedWhenHealed_andNotWhatOneOfALongerNameHas() {
        FakePrincipal first = fake.iam().permissionSet("Admin");
        prod.grant(first.arn()).groups("devs").apply();
        clock.advance(UNTIL_IAM_IS_BELIEVED);
        fake.iam().delete(first.arn());
        fake.iam().permissionSet("Admin_Read");

        AccessPlan plan = prod.plan(nothingListed(DeadEntryHandling.HEAL));

        assertThat(plan.changes())
                .singleElement()
                .asString()
                .contains("delete", first.arn().toString());
    }

    @Test
    void planThatTakesAnEntryForDead_isRefused_whereItIsNotKnownToBe() {
        fake.iam().role("dev");
        prod.grant(DEV).groups("devs").apply();
        clock.advance(UNTIL_IAM_IS_BELIEVED);
        fake.iam().delete(DEV);
        AccessPlan plan = prod.plan(nothingListed(DeadEntryHandling.REMOVE));

        assertThatExceptionOfType(StalePlanException.class)
                .isThrownBy(() -> with(PlanContext.builder()).apply(plan))
                .withMessageContainingAll(DEV.toString(), "IAM is no longer asked about account");
        assertThat(prod.principals()).contains(DEV);
        assertThat(prod.apply(plan).isComplete()).isTrue();
    }

    @Test
    void planThatTakesAnEntryForDead_isRefused_ifTheEntryChangedSince() {
        fake.iam().role("dev");
        prod.grant(DEV).groups("devs").apply();
        clock.advance(UNTIL_IAM_IS_BELIEVED);
        fake.iam().delete(DEV);
        AccessPlan plan = prod.plan(nothingListed(DeadEntryHandling.REMOVE));
        fake.iam().role("dev");
        prod.revoke(DEV);
        prod.grant(DEV).groups("others").apply();

        assertThatExceptionOfType(StalePlanException.class).isThrownBy(() -> prod.apply(plan));
        assertThat(prod.get(DEV).groups()).containsExactly("others");
    }

    @Test
    void iamThatCannotBeAsked_stopsThePlan_andRemovesNobody() {
        fake.iam().role("dev");
        prod.grant(DEV).groups("devs").apply();
        fake.faults().on("GetRole").fail("AccessDenied", 403).always();

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> prod.plan(nothingListed(DeadEntryHandling.REMOVE)))
                .withMessageContainingAll("iam:GetRole", DEV.toString());
    }

    @Test
    void whatTheStateOwns_isDeletedAndNotHealed() {
        fake.iam().role("dev");
        prod.grant(DEV).groups("devs").apply();
        remake(DEV);

        AccessPlan plan = prod.plan(DesiredAccess.builder()
                .ownership(Ownership.ALL)
                .deadEntries(DeadEntryHandling.HEAL)
                .entry(DesiredEntry.builder(PrincipalArn.user(ACCOUNT, "test"))
                        .allow(AccessPolicy.CLUSTER_ADMIN)
                        .clusterWide())
                .build());

        assertThat(plan.changes())
                .singleElement()
                .asString()
                .contains("delete", DEV.toString(), "owned and not listed");
    }

    @Test
    void administratorThatIsGone_isNone() {
        fake.iam().role("dev");
        prod.grant(DEV).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide().apply();
        clock.advance(UNTIL_IAM_IS_BELIEVED);
        fake.iam().delete(DEV);

        AccessPlan plan = prod.plan(DesiredAccess.builder()
                .deadEntries(DeadEntryHandling.REMOVE)
                .entry(DesiredEntry.builder(PrincipalArn.user(ACCOUNT, "test")))
                .build());

        assertThat(names(plan.findings())).containsExactly("no-administrator");
    }

    /** A refusal with a time far from the machine's would make the SDK adjust the clock of all clients in the JVM. */
    private static final class WithoutDate implements ExecutionInterceptor {

        @Override
        public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            return context.httpResponse().toBuilder().removeHeader("Date").build();
        }
    }
}
