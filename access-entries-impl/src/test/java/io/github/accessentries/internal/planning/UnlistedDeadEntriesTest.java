package io.github.accessentries.internal.planning;

import static io.github.accessentries.internal.planning.PlannedCluster.ADMIN;
import static io.github.accessentries.internal.planning.PlannedCluster.administrator;
import static io.github.accessentries.internal.planning.PlannedCluster.entry;
import static io.github.accessentries.internal.planning.PlannedCluster.findings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.Seeds;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DeadEntryHandling;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.EntryChange;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.planning.PlanContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done about entries that let nobody in, against a list of what may happen to whom. */
class UnlistedDeadEntriesTest {

    private static final String ACCOUNT = "111122223333";
    private static final String SSO = "aws-reserved/sso.amazonaws.com/AWSReservedSSO_";
    private static final PrincipalArn OLD = PrincipalArn.role(ACCOUNT, SSO + "Ops_0000000000000001");
    private static final PrincipalArn NEW = PrincipalArn.role(ACCOUNT, SSO + "Ops_0000000000000002");

    private final PlannedCluster cluster = new PlannedCluster().with(ADMIN);
    private final Iam iam = new Iam();
    private final AccessEntries entries =
            cluster.entries(PlanContext.builder().directory(iam).caller(ADMIN.toString()));

    /** The IAM of one account, in memory. */
    private static final class Iam implements PrincipalDirectory {

        private final Map<String, KnownPrincipal> known = new HashMap<>();
        private boolean lists = true;

        private Iam() {
            has(ADMIN, Instant.EPOCH);
        }

        void has(PrincipalArn principal, Instant createdAt) {
            known.put(principal.uniqueName(), KnownPrincipal.of(principal, createdAt));
        }

        @Override
        public boolean covers(String accountId) {
            return accountId.equals(ACCOUNT);
        }

        @Override
        public Optional<KnownPrincipal> find(PrincipalArn principal) {
            return Optional.ofNullable(known.get(principal.uniqueName()));
        }

        @Override
        public Optional<List<KnownPrincipal>> identityCenterRoles(String accountId) {
            return lists ? Optional.of(List.copyOf(known.values())) : Optional.empty();
        }
    }

    private Instant now() {
        return cluster.clock.instant();
    }

    private Instant longAgo() {
        return now().minus(Duration.ofDays(30));
    }

    private AccessEntry put(PrincipalArn principal) {
        AccessEntry made = entry(principal)
                .createdAt(longAgo())
                .addGroup("g-" + principal.name())
                .build();
        cluster.calls.put(made);
        return made;
    }

    private static DesiredAccess.Builder handling(DeadEntryHandling handling) {
        return DesiredAccess.builder().deadEntries(handling).entry(administrator(ADMIN));
    }

    static LongStream seeds() {
        return Seeds.of(200);
    }

    /** What may be with the principal of an entry, and what has to be done then if the state neither lists nor owns it. */
    @SuppressWarnings("ImmutableEnumChecker") // Nobody changes the list.
    private enum Case {
        ALIVE("", "", ""),
        GONE("", "delete", "delete"),
        MOVED("", "", "delete"),
        MADE_AGAIN("", "", "replace"),
        NOT_COVERED("", "", ""),
        OF_AWS("", "", "");

        private final List<String> verbs;

        Case(String leave, String remove, String heal) {
            this.verbs = List.of(leave, remove, heal);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @SuppressWarnings("EnumOrdinal") // Any of them, and the place of one in a table.
    void onlyWhatIsDeadForSure_isTouched_andTheNextPlanIsEmpty(long seed) {
        Random random = new Random(seed);
        DeadEntryHandling handling = DeadEntryHandling.values()[random.nextInt(3)];
        DesiredAccess.Builder desired = handling(handling)
                .ownership(random.nextBoolean() ? Ownership.ONLY_LISTED : Ownership.tagged("owner", "us"));
        Map<PrincipalArn, String> expected = new TreeMap<>();
        Map<PrincipalArn, AccessEntry> before = new TreeMap<>();
        for (int i = 0; i < 8; i++) {
            Case what = Case.values()[random.nextInt(Case.values().length)];
            PrincipalArn principal = set(what, i);
            AccessEntry made = put(principal);
            boolean listed = what != Case.OF_AWS && random.nextInt(4) == 0;
            if (listed) {
                desired.entry(DesiredEntry.of(made));
            }
            String verb = listed ? (what == Case.MADE_AGAIN ? "replace" : "") : what.verbs.get(handling.ordinal());
            if (verb.isEmpty()) {
                before.put(principal, made);
            } else {
                expected.put(principal, verb);
                if (what == Case.MOVED) {
                    expected.put(PrincipalArn.role(ACCOUNT, principal.name()), "create");
                }
            }
        }

        AccessPlan plan = entries.plan(desired.build());

        Map<PrincipalArn, String> verbs = new TreeMap<>();
        plan.changes().stream()
                // Where the state is told by tag, what it lists gets the tag.
                .filter(change -> !(change instanceof Change.Tag))
                .forEach(change -> verbs.put(((EntryChange) change).principal(), change.verb()));
        assertThat(verbs).isEqualTo(expected);
        assertThat(entries.apply(plan, ApplyOptions.with(SignOff.of("dead-entry", "many-removals")))
                        .isComplete())
                .isTrue();
        assertThat(entries.principals()).containsAll(before.keySet());
        assertThat(plan.administrators()).contains(ADMIN);
        expected.forEach((principal, verb) -> {
            if (verb.equals("replace")) {
                // EKS notes the time of the new entry; the calls in memory do not.
                iam.has(principal, Instant.EPOCH);
            }
        });
        assertThat(entries.plan(desired.build()).isEmpty()).isTrue();
    }

    private PrincipalArn set(Case what, int number) {
        PrincipalArn principal = switch (what) {
            case NOT_COVERED -> PrincipalArn.role("444455556666", "r" + number);
            case OF_AWS -> PrincipalArn.role(ACCOUNT, "aws-service-role/x.amazonaws.com/AWSServiceRoleFor" + number);
            default -> PrincipalArn.role(ACCOUNT, "path/r" + number);
        };
        switch (what) {
            case ALIVE -> iam.has(principal, Instant.EPOCH);
            case MOVED -> iam.has(PrincipalArn.role(ACCOUNT, "r" + number), Instant.EPOCH);
            case MADE_AGAIN -> iam.has(principal, now().plusSeconds(1));
            default -> {
                // IAM does not have it, or is not asked for it.
            }
        }
        return principal;
    }

    @Test
    void formerRoles_thatAreExchanged_areNoRemovals_andOthersAre() {
        DesiredAccess.Builder desired = handling(DeadEntryHandling.LEAVE);
        for (String set : List.of("A", "B", "C")) {
            put(PrincipalArn.role(ACCOUNT, SSO + set + "_0000000000000001"));
            PrincipalArn now = PrincipalArn.role(ACCOUNT, SSO + set + "_0000000000000002");
            iam.has(now, Instant.EPOCH);
            desired.entry(DesiredEntry.builder(now).groups("g"));
        }
        AccessPlan exchange = entries.plan(desired.build());
        assertThat(findings(exchange)).isEmpty();
        assertThat(exchange.changes())
                .filteredOn(Change.Delete.class::isInstance)
                .hasSize(3);
        assertThat(entries.apply(exchange).isComplete()).isTrue();

        for (int i = 0; i < 3; i++) {
            put(PrincipalArn.role(ACCOUNT, "gone" + i));
        }
        assertThat(findings(entries.plan(handling(DeadEntryHandling.REMOVE).build())))
                .as("a directory that knows nothing would say so, too")
                .containsExactly("many-removals");
    }

    @Test
    void roleOfNodesThatIsGone_costsNoNodeItsEntry() {
        cluster.calls.put(entry(PrincipalArn.role(ACCOUNT, "nodes"))
                .type(EntryType.EC2_LINUX)
                .build());

        assertThat(findings(entries.plan(handling(DeadEntryHandling.REMOVE).build())))
                .isEmpty();
    }

    @Test
    void newRole_getsWhatTheFormerOneHad_andOnlyThat() {
        cluster.calls.put(entry(OLD)
                .createdAt(longAgo())
                .addGroup("ops")
                .tags(Map.of("owner", "platform"))
                .addPolicies(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces("team-a")))
                .build());
        iam.has(NEW, Instant.EPOCH);

        AccessPlan plan = entries.plan(handling(DeadEntryHandling.HEAL).build());

        assertThat(findings(plan)).containsExactly("dead-entry:" + NEW);
        assertThat(plan.changes()).extracting(Change::verb).containsExactly("create", "associate", "delete");
        assertThat(((Change.Create) plan.changes().get(0)).entry())
                .isEqualTo(DesiredEntry.builder(NEW)
                        .username("name-of-" + OLD.name())
                        .groups("ops")
                        .tag("owner", "platform")
                        .allow(AccessPolicy.EDIT)
                        .inNamespaces("team-a")
                        .build());
    }

    @Test
    void newRole_thatHasAnEntry_keepsIt() {
        put(OLD);
        put(NEW);
        AccessEntry own = entries.get(NEW);
        iam.has(NEW, Instant.EPOCH);

        AccessPlan plan = entries.plan(handling(DeadEntryHandling.HEAL).build());

        assertThat(plan.changes()).singleElement().isInstanceOf(Change.Delete.class);
        assertThat(findings(plan)).isEmpty();
        assertThat(entries.apply(plan).isComplete()).isTrue();
        assertThat(entries.get(NEW)).isEqualTo(own);
    }

    @Test
    void whatIsNotCertain_isLeftAlone_andToldWhy() {
        List<String> reasons = new ArrayList<>();
        put(OLD);
        iam.lists = false;
        reasons.add(onlyReason());
        iam.lists = true;
        iam.has(NEW, Instant.EPOCH);
        put(PrincipalArn.role(ACCOUNT, SSO + "Ops_0000000000000003"));
        AccessPlan two = entries.plan(handling(DeadEntryHandling.HEAL).build());
        assertThat(two.isEmpty()).isTrue();
        assertThat(two.leftAlone()).hasSize(2).allMatch(text -> text.contains("2 entries of former roles"));
        cluster.calls.delete(PrincipalArn.role(ACCOUNT, SSO + "Ops_0000000000000003"));
        iam.has(PrincipalArn.role(ACCOUNT, SSO + "Ops_0000000000000004"), Instant.EPOCH);
        reasons.add(onlyReason());

        assertThat(reasons)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("cannot list"),
                        reason -> assertThat(reason).contains("2 roles now"));
    }

    private String onlyReason() {
        AccessPlan plan = entries.plan(handling(DeadEntryHandling.HEAL).build());
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.leftAlone()).hasSize(1);
        return plan.leftAlone().get(0);
    }

    @Test
    void listedNewRole_thatIamDoesNotHaveEither_takesNothingAway() {
        put(OLD);

        AccessPlan plan = entries.plan(handling(DeadEntryHandling.LEAVE)
                .entry(DesiredEntry.builder(NEW))
                .build());

        assertThat(plan.changes()).singleElement().isInstanceOf(Change.Create.class);
    }

    @ParameterizedTest
    @EnumSource(TroubledCalls.Trouble.class)
    void newRole_whoseEntryWasMadeWithoutItsPolicies_isNotLeftWithoutThem(TroubledCalls.Trouble trouble) {
        AccessEntry former = entry(OLD)
                .createdAt(longAgo())
                .addGroup("ops")
                .tags(Map.of("owner", "platform"))
                .addPolicies(
                        PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces("team-a")),
                        PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.clusterWide()))
                .build();
        iam.has(NEW, Instant.EPOCH);
        for (int call = 0; call < 4; call++) {
            for (PrincipalArn each : List.of(OLD, NEW)) {
                cluster.calls.find(each).ifPresent(entry -> cluster.calls.delete(each));
            }
            cluster.calls.put(former);
            TroubledCalls troubled = new TroubledCalls(cluster.calls).at(call, trouble);
            try {
                heal(over(troubled));
            } catch (TroubledCalls.Killed e) {
                assertThat(trouble).isEqualTo(TroubledCalls.Trouble.IS_KILLED);
            }
            heal(entries);

            assertThat(entries.get(NEW)).as("call " + call).satisfies(healed -> {
                assertThat(healed.policies()).containsExactlyInAnyOrderElementsOf(former.policies());
                assertThat(healed.groups()).isEqualTo(former.groups());
                assertThat(healed.tags()).isEqualTo(former.tags());
            });
            assertThat(entries.principals()).doesNotContain(OLD);
            assertThat(entries.plan(handling(DeadEntryHandling.HEAL).build()).isEmpty())
                    .isTrue();
        }
    }

    private AccessEntries over(TroubledCalls troubled) {
        return new ClusterEntries(
                troubled.calls(),
                PlanContext.builder().directory(iam).build(),
                Patience.upTo(Duration.ofMinutes(1), cluster.clock, cluster.clock),
                1);
    }

    private static ApplyReport heal(AccessEntries entries) {
        AccessPlan plan = entries.plan(handling(DeadEntryHandling.HEAL).build());
        return entries.apply(plan, ApplyOptions.with(SignOff.of("dead-entry")));
    }

    @Test
    void roleWhosePathChanged_isNotSaidToBeGone_andKeepsItsAccess() {
        PrincipalArn former = PrincipalArn.role(ACCOUNT, "teams/old/dev");
        PrincipalArn now = PrincipalArn.role(ACCOUNT, "teams/new/dev");
        PolicyAssociation edit = PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces("team-a"));
        cluster.calls.put(entry(former).createdAt(longAgo()).addPolicies(edit).build());
        iam.has(now, Instant.EPOCH);

        AccessPlan removes = entries.plan(handling(DeadEntryHandling.REMOVE).build());
        assertThat(removes.isEmpty()).isTrue();
        assertThat(removes.leftAlone())
                .singleElement()
                .asString()
                .contains(former.toString(), now.toString(), "another path");

        AccessPlan heals = entries.plan(handling(DeadEntryHandling.HEAL).build());
        assertThat(findings(heals)).containsExactly("dead-entry:" + now);
        assertThat(heals.changes()).extracting(Change::verb).containsExactly("create", "associate", "delete");
        assertThat(heals).asString().contains("another path").doesNotContain("does not exist in IAM any more");
        assertThat(entries.apply(heals, ApplyOptions.with(SignOff.of("dead-entry")))
                        .isComplete())
                .isTrue();
        assertThat(entries.get(now).policies()).containsExactly(edit);
        assertThat(entries.principals()).doesNotContain(former);
    }

    @ParameterizedTest
    @EnumSource(
            value = DeadEntryHandling.class,
            names = {"REMOVE", "HEAL"})
    void newEntry_whosePrincipalIamDoesNotShowYet_isNotTakenForDead(DeadEntryHandling handling) {
        PrincipalArn fresh = PrincipalArn.role(ACCOUNT, "fresh");
        cluster.calls.put(entry(fresh).createdAt(now()).addGroup("devs").build());
        PrincipalArn elsewhere = PrincipalArn.role(ACCOUNT, "new/elsewhere");
        cluster.calls.put(entry(elsewhere).createdAt(now()).addGroup("devs").build());
        iam.has(PrincipalArn.role(ACCOUNT, "old/elsewhere"), Instant.EPOCH);
        // The own clock is fast, and EKS tells the time.
        cluster.calls.answerAt(now().plusSeconds(20));
        cluster.clock.advance(Duration.ofHours(1));

        AccessPlan plan = entries.plan(handling(handling).build());

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.leftAlone()).hasSize(2).allMatch(text -> text.contains("plan again some minutes later"));
        cluster.calls.answerAt(now());
        assertThat(entries.plan(handling(handling).build()).changes())
                .extracting(change -> ((EntryChange) change).principal())
                .contains(fresh);
    }

    @Test
    void onlyAdministrator_whoWasMadeAgain_isNoneToLoseWhileItsEntryIsReplaced() {
        PrincipalArn again = PrincipalArn.role(ACCOUNT, "again");
        PlannedCluster lockedOut = new PlannedCluster();
        lockedOut.calls.put(entry(again)
                .createdAt(longAgo())
                .addPolicies(PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide()))
                .build());
        iam.has(again, now());

        AccessPlan plan = lockedOut
                .entries(PlanContext.builder().directory(iam))
                .plan(DesiredAccess.builder().entry(administrator(again)).build());

        assertThat(plan.changes()).singleElement().isInstanceOf(Change.Replace.class);
        assertThat(findings(plan)).containsExactly("dead-entry:" + again);
    }

    @Test
    void unlistedEntry_thatIsDeletedAndCannotBeMadeAnew_isToldAsAWhole() {
        PrincipalArn again = PrincipalArn.role(ACCOUNT, "again");
        madeAgain(again);
        AccessPlan plan = entries.plan(handling(DeadEntryHandling.HEAL).build());
        cluster.calls.forgetCalls();
        cluster.calls.failAtChange(
                1,
                () -> new UnavailableException(
                        "no answer", ErrorContext.builder().cluster("prod").build(), null));

        ApplyReport report = entries.apply(plan, ApplyOptions.with(SignOff.of("dead-entry")));

        assertThat(entries.principals()).doesNotContain(again);
        assertThat(report.toString())
                .contains(
                        "its old entry is deleted",
                        "granted again",
                        "AmazonEKSEditPolicy",
                        "team-a",
                        "ops",
                        "platform");
    }

    @Test
    void entryThatIsMadeAnew_waitsForEksOnceTheOldOneIsDeleted() {
        PrincipalArn again = PrincipalArn.role(ACCOUNT, "again");
        for (int call = 1; call < 3; call++) {
            madeAgain(again);

            assertThat(heal(over(new TroubledCalls(cluster.calls).at(call, TroubledCalls.Trouble.FAILS)))
                            .isComplete())
                    .isTrue();

            assertThat(entries.get(again).policies())
                    .containsExactly(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces("team-a")));
        }
    }

    private void madeAgain(PrincipalArn principal) {
        cluster.calls.put(entry(principal)
                .createdAt(longAgo())
                .addGroup("ops")
                .tags(Map.of("owner", "platform"))
                .addPolicies(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces("team-a")))
                .build());
        iam.has(principal, now());
    }
}
