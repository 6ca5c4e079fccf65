package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.AuthenticationModeException;
import io.github.accessentries.ClusterNotFoundException;
import io.github.accessentries.EntryType;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.EksAccessEntries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesResponse;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryRequest;

/** The library's calls against the fake, through the SDK's real client. */
class EksAccessEntriesTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "team-a-dev");
    private static final AccessScope TEAM_A = AccessScope.namespaces("team-a", "team-a-*");

    private final FakeEks fake = FakeEks.create();
    private final CallLog calls = new CallLog();
    private final EksClient client = calls.client(fake);
    private final EksAccessEntries prod =
            EksAccessEntries.builder().cluster("prod").eksClient(client).build();

    EksAccessEntriesTest() {
        fake.createCluster("prod");
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private AccessEntry grantTwoPolicies() {
        return prod.grant(DEV)
                .allow(AccessPolicy.EDIT)
                .in(TEAM_A)
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .groups("team-a")
                .tag("owner", "team-a")
                .apply();
    }

    @Test
    void grant_newPrincipal_createsTheEntryAndItsPolicies() {
        AccessEntry entry = grantTwoPolicies();

        assertThat(entry.principal()).isEqualTo(DEV);
        assertThat(entry.type()).isEqualTo(EntryType.STANDARD);
        assertThat(entry.username()).isEqualTo("arn:aws:sts::111122223333:assumed-role/team-a-dev/{{SessionName}}");
        assertThat(entry.groups()).containsExactly("team-a");
        assertThat(entry.tags()).isEqualTo(Map.of("owner", "team-a"));
        assertThat(entry.scopeOf(AccessPolicy.EDIT)).contains(TEAM_A);
        assertThat(entry.scopeOf(AccessPolicy.VIEW)).contains(AccessScope.clusterWide());
        assertThat(calls.operations())
                .containsExactly(
                        "DescribeAccessEntry", "CreateAccessEntry", "AssociateAccessPolicy", "AssociateAccessPolicy");
        assertThat(prod.get(DEV)).isEqualTo(entry);
    }

    @Test
    void grant_whatIsThereAlready_changesNothing() {
        AccessEntry first = grantTwoPolicies();
        calls.clear();

        assertThat(grantTwoPolicies()).isEqualTo(first);
        assertThat(calls.operations()).containsExactly("DescribeAccessEntry", "ListAssociatedAccessPolicies");
    }

    @Test
    void grant_more_keepsTheRest() {
        grantTwoPolicies();
        calls.clear();

        AccessEntry entry = prod.grant(DEV)
                .allow(AccessPolicy.VIEW)
                .inNamespaces("shared")
                .groups("on-call")
                .tag("cost", "42")
                .apply();

        assertThat(entry.groups()).containsExactlyInAnyOrder("team-a", "on-call");
        assertThat(entry.tags()).isEqualTo(Map.of("owner", "team-a", "cost", "42"));
        assertThat(entry.policies())
                .extracting(PolicyAssociation::policy, PolicyAssociation::scope)
                .containsExactly(tuple(AccessPolicy.EDIT, TEAM_A), tuple(AccessPolicy.VIEW, AccessScope.clusterWide()));
        assertThat(calls.operations())
                .containsExactly(
                        "DescribeAccessEntry", "ListAssociatedAccessPolicies", "TagResource", "UpdateAccessEntry");
        assertThat(prod.get(DEV)).isEqualTo(entry);
    }

    @Test
    void declare_less_takesTheRestAway_afterAddingWhatIsNew() {
        grantTwoPolicies();
        prod.grant(DEV).username("team-a:{{SessionName}}").apply();
        calls.clear();

        AccessEntry entry = prod.declare(DEV)
                .allow(AccessPolicy.ADMIN_VIEW)
                .clusterWide()
                .tag("cost", "42")
                .apply();

        assertThat(entry.groups()).isEmpty();
        assertThat(entry.tags()).isEqualTo(Map.of("cost", "42"));
        assertThat(entry.username()).isEqualTo("arn:aws:sts::111122223333:assumed-role/team-a-dev/{{SessionName}}");
        assertThat(entry.policies()).extracting(PolicyAssociation::policy).containsExactly(AccessPolicy.ADMIN_VIEW);
        assertThat(calls.operations())
                .containsExactly(
                        "DescribeAccessEntry",
                        "ListAssociatedAccessPolicies",
                        // What takes is looked at once more, with no other change under way.
                        "DescribeAccessEntry",
                        "ListAssociatedAccessPolicies",
                        "TagResource",
                        "AssociateAccessPolicy",
                        "UpdateAccessEntry",
                        "DisassociateAccessPolicy",
                        "DisassociateAccessPolicy",
                        // A tag may tell when access ends, so it goes after what it is about.
                        "UntagResource");
        assertThat(prod.get(DEV)).isEqualTo(entry);
        calls.clear();
        prod.declare(DEV)
                .allow(AccessPolicy.ADMIN_VIEW)
                .clusterWide()
                .tag("cost", "42")
                .apply();
        assertThat(calls.operations()).containsExactly("DescribeAccessEntry", "ListAssociatedAccessPolicies");
    }

    @Test
    void update_sendsBothMembers_evenIfOneStays() {
        prod.grant(DEV).username("dev:{{SessionName}}").apply();

        AccessEntry entry = prod.grant(DEV).groups("team-a").apply();

        assertThat(entry.username()).isEqualTo("dev:{{SessionName}}");
        assertThat(calls.requests(UpdateAccessEntryRequest.class))
                .singleElement()
                .satisfies(update -> {
                    assertThat(update.username()).isEqualTo("dev:{{SessionName}}");
                    assertThat(update.kubernetesGroups()).containsExactly("team-a");
                });
    }

    @Test
    void grant_toEntryOfAnotherType_isAConflictAndChangesNothing() {
        prod.grant(DEV).type(EntryType.EC2_LINUX).apply();
        calls.clear();

        assertThatThrownBy(() -> prod.grant(DEV)
                        .type(EntryType.STANDARD)
                        .groups("team-a")
                        .apply())
                .isInstanceOf(AccessConflictException.class)
                .hasMessageContainingAll(DEV.toString(), "EC2_LINUX", "STANDARD", "interrupts access");
        assertThatThrownBy(() -> prod.grant(DEV).groups("team-a").apply())
                .isInstanceOf(AccessConflictException.class)
                .hasMessageContainingAll("EC2_LINUX", "use another role");
        assertThat(calls.operations()).containsOnly("DescribeAccessEntry", "ListAssociatedAccessPolicies");
    }

    @Test
    void grant_fromSixteenThreads_endsWithAllOfIt() throws Exception {
        List<AccessPolicy> policies = List.of(
                AccessPolicy.CLUSTER_ADMIN,
                AccessPolicy.ADMIN,
                AccessPolicy.ADMIN_VIEW,
                AccessPolicy.EDIT,
                AccessPolicy.VIEW,
                AccessPolicy.SECRET_READER);

        Concurrently.run(
                16,
                thread -> prod.grant(DEV)
                        .allow(policies.get(thread % policies.size()))
                        .inNamespaces("team-" + thread % policies.size())
                        .groups("group-" + thread)
                        .apply());

        AccessEntry entry = prod.get(DEV);
        assertThat(entry.groups())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 16)
                        .mapToObj(thread -> "group-" + thread)
                        .toList());
        assertThat(entry.policies())
                .extracting(PolicyAssociation::policy)
                .containsExactlyInAnyOrderElementsOf(policies);
    }

    @Test
    void sameGrant_fromSixteenProcesses_endsWithTheRightEntry() throws Exception {
        Concurrently.run(16, thread -> {
            try (EksClient own = fake.eksClient()) {
                return EksAccessEntries.builder()
                        .cluster("prod")
                        .eksClient(own)
                        .build()
                        .declare(DEV)
                        .allow(AccessPolicy.EDIT)
                        .in(TEAM_A)
                        .groups("team-a")
                        .apply();
            }
        });

        assertThat(prod.list()).singleElement().satisfies(entry -> {
            assertThat(entry.groups()).containsExactly("team-a");
            assertThat(entry.policies()).extracting(PolicyAssociation::policy).containsExactly(AccessPolicy.EDIT);
        });
    }

    @Test
    void grant_racingWithRevoke_neverFails() throws Exception {
        FakeClock clock = FakeClock.at(Instant.parse("2026-11-23T12:00:00Z"));
        EksAccessEntries hurried = InFakeTime.prod(client, clock)
                .propagationPatience(Duration.ofDays(1))
                .build();

        Concurrently.run(16, thread -> {
            for (int i = 0; i < 20; i++) {
                if (thread % 4 == 0) {
                    hurried.revoke(DEV);
                } else {
                    hurried.grant(DEV).allow(AccessPolicy.VIEW).clusterWide().apply();
                }
            }
            return null;
        });

        grantTwoPolicies();
        assertThat(prod.get(DEV).scopeOf(AccessPolicy.EDIT)).contains(TEAM_A);
    }

    @Test
    void grant_toRoleThatIamMadeJustNow_waitsUntilEksKnowsIt() {
        try (FakeEks strict = FakeEks.builder().strictIam(true).build();
                EksClient eks = strict.eksClient()) {
            strict.createCluster("prod");
            FakeClock clock = FakeClock.at(Instant.parse("2026-11-23T12:00:00Z"));
            AtomicInteger waits = new AtomicInteger();
            EksAccessEntries entries = EksAccessEntries.builder()
                    .cluster("prod")
                    .eksClient(eks)
                    .clock(clock)
                    .sleeper(duration -> {
                        clock.advance(duration);
                        if (waits.incrementAndGet() == 4) {
                            strict.iam().principal(DEV);
                        }
                    })
                    .build();

            assertThat(entries.grant(DEV).apply().principal()).isEqualTo(DEV);
            assertThat(waits).hasValue(4);
        }
    }

    @Test
    void grant_toRoleThatIamNeverKnows_failsWhenPatienceEnds() {
        try (FakeEks strict = FakeEks.builder().strictIam(true).build();
                EksClient eks = strict.eksClient()) {
            strict.createCluster("prod");
            FakeClock clock = FakeClock.at(Instant.parse("2026-11-23T12:00:00Z"));
            EksAccessEntries entries = InFakeTime.prod(eks, clock)
                    .propagationPatience(Duration.ofSeconds(20))
                    .build();
            var start = clock.instant();

            assertThatThrownBy(() -> entries.grant(DEV).apply())
                    .isInstanceOf(InvalidAccessRequestException.class)
                    .hasMessageContainingAll("invalid principal", DEV.toString(), "propagationPatience");
            assertThat(Duration.between(start, clock.instant()))
                    .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(25));
        }
    }

    @Test
    void grant_whatEksRefuses_keepsClusterPrincipalCodeRequestIdAndCause() {
        try (FakeEks strict = FakeEks.builder().strictIam(true).build();
                EksClient eks = strict.eksClient()) {
            strict.createCluster("prod");
            EksAccessEntries entries = EksAccessEntries.builder()
                    .cluster("prod")
                    .eksClient(eks)
                    .propagationPatience(Duration.ZERO)
                    .build();

            assertThatThrownBy(() -> entries.grant(DEV).apply())
                    .isInstanceOfSatisfying(InvalidAccessRequestException.class, e -> {
                        assertThat(e).hasMessageContainingAll("create the access entry of " + DEV, "prod");
                        assertThat(e).hasCauseInstanceOf(EksException.class);
                        assertThat(e.context().cluster()).contains("prod");
                        assertThat(e.context().principal()).contains(DEV);
                        assertThat(e.context().errorCode()).contains("InvalidParameterException");
                        assertThat(e.context().statusCode()).hasValue(400);
                        assertThat(e.context().requestId()).isPresent();
                    });
        }
    }

    @Test
    void grant_ofAPolicyThatEksDoesNotOffer_leavesNoEntryWithoutPolicies() {
        assertThatThrownBy(() -> prod.grant(DEV)
                        .allow(AccessPolicy.of("AmazonEKSNoSuchPolicy"))
                        .clusterWide()
                        .apply())
                .isInstanceOf(InvalidAccessRequestException.class)
                .hasMessageContainingAll(DEV.toString(), "prod", "AmazonEKSNoSuchPolicy", "policies()");
        assertThat(calls.operations()).containsExactly("DescribeAccessEntry", "ListAccessPolicies");
        assertThat(prod.find(DEV)).isEmpty();
    }

    @Test
    void findGetRevoke_withoutEntry_sayThereIsNone() {
        assertThat(prod.find(DEV)).isEmpty();
        assertThatThrownBy(() -> prod.get(DEV))
                .isInstanceOf(AccessEntryNotFoundException.class)
                .hasMessageContainingAll(DEV.toString(), "prod", "grant()");
        assertThat(prod.revoke(DEV)).isFalse();
        prod.grant(DEV).apply();
        assertThat(prod.revoke(DEV)).isTrue();
        assertThat(prod.find(DEV)).isEmpty();
    }

    @Test
    void everything_onClusterThatIsNot_isClusterNotFound() {
        EksAccessEntries missing =
                EksAccessEntries.builder().cluster("missing").eksClient(client).build();
        List<Runnable> uses = List.of(
                () -> missing.find(DEV),
                () -> missing.get(DEV),
                () -> missing.list(),
                () -> missing.revoke(DEV),
                () -> missing.authenticationMode(),
                () -> missing.grant(DEV).apply());

        assertThat(uses)
                .allSatisfy(use -> assertThatThrownBy(use::run)
                        .isInstanceOf(ClusterNotFoundException.class)
                        .hasMessageContainingAll("missing", "account and region"));
    }

    @Test
    void clusterWithConfigMapOnly_saysWhatToSwitch() {
        fake.createCluster("old", AuthenticationMode.CONFIG_MAP);
        EksAccessEntries old =
                EksAccessEntries.builder().cluster("old").eksClient(client).build();

        assertThat(old.authenticationMode()).isEqualTo(AuthenticationMode.CONFIG_MAP);
        assertThat(prod.authenticationMode()).isEqualTo(AuthenticationMode.API);
        assertThatThrownBy(() -> old.grant(DEV).apply())
                .isInstanceOf(AuthenticationModeException.class)
                .hasMessageContainingAll("old", "API_AND_CONFIG_MAP");
        assertThatThrownBy(old::list).isInstanceOf(AuthenticationModeException.class);
    }

    @Test
    void list_moreThanOnePage_hasAllEntriesWithTheirPolicies_inOrder() {
        List<AccessEntry> granted = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            granted.add(prod.grant(PrincipalArn.role("111122223333", String.format("role-%03d", i)))
                    .allow(AccessPolicy.VIEW)
                    .inNamespaces("ns-" + i)
                    .apply());
        }

        assertThat(prod.list()).containsExactlyElementsOf(granted);
        assertThat(prod.principals())
                .containsExactlyElementsOf(
                        granted.stream().map(AccessEntry::principal).toList());
    }

    @Test
    void list_ofNothing_isEmpty() {
        assertThat(prod.list()).isEmpty();
    }

    @Test
    void list_withAPrincipalThatThisVersionDoesNotKnow_showsIt_evenIfItIsNotDescribed() {
        ExecutionInterceptor newerService = new ExecutionInterceptor() {
            @Override
            public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                return context.response() instanceof ListAccessEntriesResponse list
                        ? list.toBuilder()
                                .accessEntries("arn:aws:iam::111122223333:starship/x")
                                .build()
                        : context.response();
            }
        };
        try (EksClient eks = CallLog.client(fake, newerService)) {
            EksAccessEntries entries =
                    EksAccessEntries.builder().cluster("prod").eksClient(eks).build();

            assertThat(entries.principals()).hasToString("[arn:aws:iam::111122223333:starship/x]");
            assertThat(entries.list()).singleElement().satisfies(entry -> {
                assertThat(entry.principal().isRoleOrUser()).isFalse();
                assertThat(entry.type().isKnown()).isFalse();
            });
        }
    }

    @Test
    void policies_areThoseThatEksOffers() {
        assertThat(prod.policies())
                .contains(AccessPolicy.CLUSTER_ADMIN, AccessPolicy.VIEW)
                .doesNotHaveDuplicates();
    }

    @Test
    void otherPartition_isTakenFromThePrincipal() {
        try (FakeEks china = FakeEks.builder().region("cn-north-1").build();
                EksClient eks = china.eksClient()) {
            china.createCluster("prod");
            EksAccessEntries entries =
                    EksAccessEntries.builder().cluster("prod").eksClient(eks).build();

            AccessEntry entry = entries.grant(DEV.inPartition("aws-cn"))
                    .allow(AccessPolicy.EDIT)
                    .clusterWide()
                    .apply();

            assertThat(entry.username()).startsWith("arn:aws-cn:sts::");
            assertThat(entries.list()).containsExactly(entry);
        }
    }

    @Test
    void close_leavesTheCallersClientOpen() {
        prod.close();

        assertThat(prod.list()).isEmpty();
    }
}
