package io.github.accessentries.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.calls.InMemoryCalls;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.ClusterAccess;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Grants, declarations, withdrawals and revocations of single entries, by the engine of plans. */
class EntryChangesTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final PrincipalArn ADMIN = PrincipalArn.role("111122223333", "admin");
    private static final PrincipalArn NODES = PrincipalArn.role("111122223333", "nodes");

    private final InMemoryCalls calls = new InMemoryCalls("prod");

    private AccessEntries prod(PlanContext context) {
        return new ClusterEntries(calls, context, Patience.none(), 2);
    }

    private AccessEntries prod() {
        return prod(PlanContext.builder().build());
    }

    private static AccessEntry.Builder entry(PrincipalArn principal) {
        AccessEntry.Builder entry = AccessEntry.builder();
        return entry.cluster("prod").principal(principal).username("name-of-" + principal.name());
    }

    private static AccessEntry administrator(PrincipalArn principal) {
        return entry(principal)
                .addPolicy(PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide()))
                .build();
    }

    /** What an entry is and what it should become. */
    @SuppressWarnings("ImmutableEnumChecker") // Entries are values, and the operators hold nothing.
    enum Shape {
        GROUPS_TO_POLICIES(
                entry(DEV).groups(List.of("a", "b")).putTag("gone", "1").build(),
                grant -> grant.allow(AccessPolicy.EDIT)
                        .inNamespaces("one")
                        .allow(AccessPolicy.VIEW)
                        .clusterWide()),
        POLICIES_TO_GROUPS(
                entry(DEV)
                        .addPolicy(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.clusterWide()))
                        .addPolicy(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.namespaces("one")))
                        .build(),
                grant -> grant.groups("a", "b").tag("new", "1")),
        SCOPES_AND_GROUPS_EXCHANGED(
                entry(DEV)
                        .groups(List.of("a", "b"))
                        .addPolicy(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces("one", "two")))
                        .addPolicy(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.namespaces("one")))
                        .build(),
                grant -> grant.groups("b", "c")
                        .allow(AccessPolicy.EDIT)
                        .inNamespaces("two", "three")
                        .allow(AccessPolicy.VIEW)
                        .inNamespaces("other")),
        CLUSTER_TO_NAMESPACE_AND_BACK(
                entry(DEV)
                        .addPolicy(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.clusterWide()))
                        .addPolicy(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.namespaces("one")))
                        .addPolicy(PolicyAssociation.of(AccessPolicy.ADMIN, AccessScope.namespaces("one")))
                        .build(),
                grant -> grant.allow(AccessPolicy.EDIT)
                        .inNamespaces("one")
                        .allow(AccessPolicy.VIEW)
                        .clusterWide()
                        .groups("a"));

        private final AccessEntry before;
        private final UnaryOperator<Grant> declaration;

        Shape(AccessEntry before, UnaryOperator<Grant> declaration) {
            this.before = before;
            this.declaration = declaration;
        }
    }

    /** What an entry gives, in pieces that can each be there or not. A user name is no such piece, there is always one. */
    private static Set<String> pieces(AccessEntry entry) {
        Set<String> pieces =
                entry.groups().stream().map(group -> "group " + group).collect(Collectors.toSet());
        for (PolicyAssociation association : entry.policies()) {
            for (String namespace : List.of("one", "two", "three", "other", "any-else")) {
                if (association.scope().includes(namespace)) {
                    pieces.add(association.policy() + " in " + namespace);
                }
            }
        }
        return pieces;
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void declare_takesNothingBeforeAllIsGiven_whicheverCallFails(Shape shape) {
        calls.put(shape.before);
        AccessEntry wanted = shape.declaration.apply(prod().declare(DEV)).apply();
        int number = calls.changes().size();
        assertThat(number).isGreaterThan(2);

        for (int failing = 0; failing < number; failing++) {
            calls.put(shape.before);
            calls.forgetCalls();
            calls.failAtChange(
                    failing,
                    () -> new UnavailableException(
                            "lost", ErrorContext.builder().build(), null));
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(
                            () -> shape.declaration.apply(prod().declare(DEV)).apply());

            Set<String> lost = new HashSet<>(pieces(shape.before));
            lost.removeAll(pieces(calls.get(DEV)));
            if (!lost.isEmpty()) {
                assertThat(pieces(calls.get(DEV)))
                        .as("lost %s by %s", lost, calls.changes())
                        .containsAll(pieces(wanted));
            }
            calls.heal();
            assertThat(shape.declaration.apply(prod().declare(DEV)).apply()).isEqualTo(wanted);
        }
    }

    @Test
    void declare_fromGroupsToPolicies_associatesBeforeItUpdates() {
        calls.put(Shape.GROUPS_TO_POLICIES.before);

        Shape.GROUPS_TO_POLICIES.declaration.apply(prod().declare(DEV)).apply();

        assertThat(calls.changes())
                .containsExactly(
                        "associate dev AmazonEKSEditPolicy in namespace one",
                        "associate dev AmazonEKSViewPolicy cluster-wide",
                        "update dev arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}} []",
                        "untag dev [gone]");
    }

    @Test
    void grant_inAnotherNamespace_keepsTheOnesThereAre() {
        prod().grant(DEV).allow(AccessPolicy.EDIT).inNamespaces("one").apply();

        AccessEntry entry =
                prod().grant(DEV).allow(AccessPolicy.EDIT).inNamespaces("two").apply();

        assertThat(entry.scopeOf(AccessPolicy.EDIT)).contains(AccessScope.namespaces("one", "two"));
        assertThat(calls.find(DEV)).contains(entry);
    }

    @Test
    void grant_whereThePolicyHoldsClusterWide_changesNothing() {
        prod().grant(DEV).allow(AccessPolicy.EDIT).clusterWide().apply();
        calls.forgetCalls();

        AccessEntry entry =
                prod().grant(DEV).allow(AccessPolicy.EDIT).inNamespaces("two").apply();

        assertThat(entry.scopeOf(AccessPolicy.EDIT)).contains(AccessScope.clusterWide());
        assertThat(calls.changes()).isEmpty();
    }

    @Test
    void grant_onlyInNamespaces_givesFirstAndTakesTheOthers() {
        prod().grant(DEV).allow(AccessPolicy.EDIT).inNamespaces("one").apply();
        calls.forgetCalls();

        prod().grant(DEV).allow(AccessPolicy.EDIT).onlyInNamespaces("two").apply();

        assertThat(calls.changes())
                .containsExactly(
                        "associate dev AmazonEKSEditPolicy in namespaces one, two",
                        "associate dev AmazonEKSEditPolicy in namespace two");
    }

    @Test
    void grant_toEntryWithAScopeOfANewerEks_leavesThatAsItIs() {
        AccessScope fleetWide = AccessScope.of("fleet", List.of());
        calls.put(entry(DEV)
                .addPolicy(PolicyAssociation.of(AccessPolicy.EDIT, fleetWide))
                .build());

        AccessEntry entry = prod().grant(DEV)
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .groups("a")
                .apply();

        assertThat(entry.scopeOf(AccessPolicy.EDIT)).contains(fleetWide);
        assertThatExceptionOfType(AccessConflictException.class)
                .isThrownBy(() -> prod().grant(DEV)
                        .allow(AccessPolicy.EDIT)
                        .inNamespaces("one")
                        .apply())
                .withMessageContainingAll("fleet", "onlyInNamespaces");
    }

    @Test
    void withdraw_takesWhatIsNamedAndNothingElse() {
        calls.put(entry(DEV)
                .groups(List.of("a", "b"))
                .tags(Map.of("keep", "1", "gone", "2"))
                .addPolicy(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces("one", "team-*", "team-x")))
                .addPolicy(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.clusterWide()))
                .addPolicy(PolicyAssociation.of(AccessPolicy.ADMIN, AccessScope.namespaces("one")))
                .build());

        AccessEntry entry = prod().withdraw(DEV)
                .policy(AccessPolicy.EDIT)
                .fromNamespaces("team-*")
                .policy(AccessPolicy.VIEW)
                .everywhere()
                .policy(AccessPolicy.ADMIN)
                .fromNamespaces("one", "two")
                .policy(AccessPolicy.SECRET_READER)
                .everywhere()
                .groups("a", "never-had")
                .tags("gone")
                .apply()
                .orElseThrow();

        assertThat(entry.scopeOf(AccessPolicy.EDIT)).contains(AccessScope.namespaces("one"));
        assertThat(entry.policies()).hasSize(1);
        assertThat(entry.groups()).containsExactly("b");
        assertThat(entry.tags()).isEqualTo(Map.of("keep", "1"));
        assertThat(calls.find(DEV)).contains(entry);
    }

    @Test
    void withdraw_oneNamespaceOfAPatternOrOfTheWholeCluster_isRefusedAndChangesNothing() {
        calls.put(entry(DEV)
                .addPolicy(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces("team-*")))
                .addPolicy(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.clusterWide()))
                .build());

        assertThatExceptionOfType(AccessConflictException.class)
                .isThrownBy(() -> prod().withdraw(DEV)
                        .policy(AccessPolicy.EDIT)
                        .fromNamespaces("team-a")
                        .apply())
                .withMessageContainingAll("team-*", "no exceptions", "onlyInNamespaces");
        assertThatExceptionOfType(AccessConflictException.class)
                .isThrownBy(() -> prod().withdraw(DEV)
                        .policy(AccessPolicy.EDIT)
                        .fromNamespaces("*-a")
                        .apply());
        assertThatExceptionOfType(AccessConflictException.class)
                .isThrownBy(() -> prod().withdraw(DEV)
                        .policy(AccessPolicy.VIEW)
                        .fromNamespaces("one")
                        .apply());
        assertThat(calls.changes()).isEmpty();
    }

    @Test
    void withdraw_whereThereIsNoEntryOrNothingToTake_doesNothing() {
        assertThat(prod().withdraw(DEV).groups("a").apply()).isEmpty();
        calls.put(entry(DEV)
                .addPolicy(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces("one")))
                .build());

        assertThat(prod().withdraw(DEV)
                        .policy(AccessPolicy.EDIT)
                        .fromNamespaces("two")
                        .groups("a")
                        .apply())
                .isEqualTo(calls.find(DEV));
        assertThat(calls.changes()).isEmpty();
    }

    @Test
    void withdraw_policyWithoutPlaceOrTwice_isNotForgotten() {
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    var withdrawal = prod().withdraw(DEV);
                    var unfinished = withdrawal.policy(AccessPolicy.EDIT);
                    assertThat(unfinished).isNotNull();
                    withdrawal.apply();
                })
                .withMessageContainingAll("AmazonEKSEditPolicy", "everywhere()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prod().withdraw(DEV)
                        .policy(AccessPolicy.EDIT)
                        .everywhere()
                        .policy(AccessPolicy.EDIT))
                .withMessageContaining("twice");
    }

    @Test
    void changes_areWhatApplyDoes_andChangeNothing() {
        calls.put(Shape.SCOPES_AND_GROUPS_EXCHANGED.before);

        List<Change> changes = Shape.SCOPES_AND_GROUPS_EXCHANGED
                .declaration
                .apply(prod().declare(DEV))
                .changes();

        assertThat(calls.changes()).isEmpty();
        assertThat(changes)
                .extracting(change -> change.phase() + " " + change.verb() + " " + change.detail())
                .containsExactly(
                        "GRANT update groups [a, b] -> [a, b, c]",
                        "GRANT rescope AmazonEKSEditPolicy in namespaces one, two -> in namespaces one, three, two",
                        "GRANT rescope AmazonEKSViewPolicy in namespace one -> in namespaces one, other",
                        "REMOVE update user name name-of-dev -> arn:aws:sts::111122223333:assumed-role/dev/"
                                + "{{SessionName}}, groups [a, b, c] -> [b, c]",
                        "REMOVE rescope AmazonEKSEditPolicy in namespaces one, three, two -> in namespaces three, two",
                        "REMOVE rescope AmazonEKSViewPolicy in namespaces one, other -> in namespace other");
        assertThat(prod().withdraw(DEV).groups("a").changes())
                .extracting(Change::toString)
                .containsExactly("update " + DEV + ": groups [a, b] -> [b] (withdrawn)");
    }

    @Test
    void misspeltPolicy_isRefusedBeforeAnEntryIsMade_andAskedForOnce() {
        AccessPolicy misspelt = AccessPolicy.of("AmazonEKSEdditPolicy");
        AccessPolicy alsoUnknown = AccessPolicy.of("AmazonEKSNewPolicy");
        calls.offer(alsoUnknown);

        assertThatExceptionOfType(InvalidAccessRequestException.class)
                .isThrownBy(() -> prod().grant(DEV)
                        .allow(alsoUnknown)
                        .clusterWide()
                        .allow(misspelt)
                        .clusterWide()
                        .apply())
                .withMessageContainingAll("AmazonEKSEdditPolicy", DEV.toString(), "policies()")
                .satisfies(e -> assertThat(e.context().principal()).contains(DEV));
        assertThat(calls.changes()).isEmpty();
        assertThat(calls.reads()).containsExactly("find dev", "policies");

        calls.forgetCalls();
        prod().grant(DEV).allow(alsoUnknown).clusterWide().apply();
        prod().grant(DEV).allow(AccessPolicy.EDIT).clusterWide().apply();
        assertThat(calls.reads()).containsOnlyOnce("policies");
    }

    @Test
    void lastAdministrator_isKept_untilSomebodySignsThatOff() {
        calls.put(administrator(ADMIN));
        calls.put(entry(DEV).build());
        List<Runnable> takings = List.of(
                () -> prod().declare(ADMIN).groups("a").apply(),
                () -> prod().withdraw(ADMIN)
                        .policy(AccessPolicy.CLUSTER_ADMIN)
                        .everywhere()
                        .apply(),
                () -> prod().grant(ADMIN)
                        .allow(AccessPolicy.CLUSTER_ADMIN)
                        .onlyInNamespaces("one")
                        .apply(),
                () -> prod().revoke(ADMIN));

        assertThat(takings)
                .allSatisfy(taking -> assertThatExceptionOfType(UnsafePlanException.class)
                        .isThrownBy(taking::run)
                        .satisfies(e -> assertThat(e.findings())
                                .extracting(Finding::kind)
                                .containsExactly(Finding.Kind.NO_ADMINISTRATOR)));
        assertThat(calls.changes()).isEmpty();

        calls.put(administrator(PrincipalArn.role("111122223333", "other-admin")));
        assertThat(prod().revoke(ADMIN)).isTrue();
        calls.put(administrator(ADMIN));
        assertThat(prod().revoke(PrincipalArn.role("111122223333", "other-admin")))
                .isTrue();
        assertThat(prod().revoke(ADMIN, SignOff.of("no-administrator"))).isTrue();
        assertThat(prod().revoke(ADMIN)).isFalse();
    }

    @Test
    void whatOnlyGives_readsNoOtherEntries() {
        calls.put(administrator(ADMIN));
        calls.put(entry(DEV).build());

        prod().grant(ADMIN).groups("a").apply();
        prod().withdraw(DEV).groups("a").apply();

        assertThat(calls.reads()).containsExactly("find admin", "find dev");
    }

    @Test
    void caller_keepsItsOwnAccess_whenKnown() {
        calls.put(administrator(ADMIN));
        calls.put(entry(DEV)
                .addPolicy(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.clusterWide()))
                .build());
        AccessEntries byDev = prod(PlanContext.builder()
                .caller("arn:aws:sts::111122223333:assumed-role/dev/session")
                .build());

        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() -> byDev.withdraw(DEV)
                        .policy(AccessPolicy.EDIT)
                        .everywhere()
                        .apply())
                .withMessageContaining("caller-loses-access");
        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() -> byDev.revoke(DEV))
                .withMessageContaining("this is you");
        assertThat(calls.changes()).isEmpty();
    }

    @Test
    void entriesOfAwsItself_areLeftAlone() {
        calls.put(entry(NODES)
                .type(EntryType.EC2)
                .username("system:node:{{SessionName}}")
                .addGroup("system:nodes")
                .addPolicy(PolicyAssociation.of(AccessPolicy.AUTO_NODE, AccessScope.clusterWide()))
                .build());
        calls.put(entry(DEV)
                .addPolicy(PolicyAssociation.of(AccessPolicy.of("AmazonEKSACKPolicy"), AccessScope.clusterWide()))
                .build());

        assertThatExceptionOfType(AccessConflictException.class)
                .isThrownBy(() -> prod().grant(NODES)
                        .allow(AccessPolicy.VIEW)
                        .clusterWide()
                        .apply())
                .withMessageContaining("EKS Auto Mode");
        assertThatExceptionOfType(AccessConflictException.class)
                .isThrownBy(() -> prod().withdraw(DEV)
                        .policy(AccessPolicy.of("AmazonEKSACKPolicy"))
                        .everywhere()
                        .apply())
                .withMessageContaining("capability");
        assertThatExceptionOfType(AccessConflictException.class).isThrownBy(() -> prod().revoke(DEV));
        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() -> prod().revoke(NODES))
                .withMessageContaining("nodes-lose-entry");
        assertThat(calls.changes()).isEmpty();
        assertThat(prod().revoke(NODES, SignOff.of("nodes-lose-entry"))).isTrue();
    }

    @Test
    void groupsOfNodes_cannotBeWithdrawn() {
        calls.put(entry(NODES)
                .type(EntryType.EC2_LINUX)
                .username("system:node:{{EC2PrivateDNSName}}")
                .addGroup("system:nodes")
                .build());

        assertThatExceptionOfType(AccessConflictException.class)
                .isThrownBy(() -> prod().withdraw(NODES).groups("system:nodes").apply())
                .withMessageContaining("EC2_LINUX");
        assertThat(calls.changes()).isEmpty();
    }

    private static AwsAuth mapping(String role, String groups) {
        return AwsAuth.parse(Map.of(
                "mapRoles",
                "- {rolearn: \"arn:aws:iam::111122223333:role/" + role + "\", username: " + role + ", groups: ["
                        + groups + "]}"));
    }

    @Test
    void newEntryThatHidesMoreThanItGives_isRefusedUntilSignedOff() {
        AccessEntries knowing = prod(PlanContext.builder()
                .awsAuth(() -> mapping("dev", "\"system:masters\""))
                .build());

        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() -> knowing.grant(DEV)
                        .allow(AccessPolicy.VIEW)
                        .clusterWide()
                        .apply())
                .withMessageContainingAll("aws-auth-hidden", "system:masters");
        assertThat(calls.changes()).isEmpty();
        assertThat(knowing.grant(DEV).allow(AccessPolicy.VIEW).clusterWide().apply(SignOff.of("aws-auth-hidden")))
                .isEqualTo(calls.get(DEV));
    }

    @Test
    void newEntryThatGivesAllOfItsMapping_orHasNone_isCreated() {
        AccessEntries knowing =
                prod(PlanContext.builder().awsAuth(() -> mapping("dev", "a")).build());

        knowing.grant(DEV).username("dev").groups("a", "b").apply();
        knowing.grant(ADMIN).groups("b").apply();

        assertThat(calls.principals()).containsExactlyInAnyOrder(DEV, ADMIN);
    }

    @Test
    void callerWhoseMappingANewEntryHides_isToldSo() {
        AwsAuth awsAuth = mapping("dev", "\"system:masters\"");
        AccessEntries byDev = prod(PlanContext.builder()
                .caller("arn:aws:sts::111122223333:assumed-role/dev/session")
                .awsAuth(() -> awsAuth)
                .model(entries -> ClusterAccess.builder()
                        .entries(entries)
                        .awsAuth(awsAuth)
                        .build())
                .build());
        calls.put(administrator(ADMIN));

        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() -> byDev.declare(DEV).tag("x", "y").apply())
                .withMessageContainingAll("caller-loses-access", "aws-auth-hidden");
        assertThat(calls.changes()).isEmpty();
    }

    @Test
    void administratorsRemovedByManyThreadsOfOneObject_leaveOne() throws InterruptedException {
        AccessEntries shared = prod();
        List<PrincipalArn> administrators = IntStream.range(0, 8)
                .mapToObj(i -> PrincipalArn.role("111122223333", "admin-" + i))
                .toList();
        administrators.forEach(each -> calls.put(administrator(each)));
        AtomicInteger refused = new AtomicInteger();

        List<Thread> threads = administrators.stream()
                .map(each -> new Thread(() -> {
                    try {
                        shared.revoke(each);
                    } catch (UnsafePlanException e) {
                        refused.incrementAndGet();
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(refused).hasValue(1);
        assertThat(calls.principals()).hasSize(1);
    }

    @Test
    void policyThatSomebodyElseTookMeanwhile_isNoFailure() {
        calls.put(entry(DEV)
                .addPolicy(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.clusterWide()))
                .build());
        calls.loseAnswerOfDisassociate();

        assertThat(prod().withdraw(DEV).policy(AccessPolicy.EDIT).everywhere().apply())
                .get()
                .satisfies(entry -> assertThat(entry.policies()).isEmpty());
        assertThat(calls.get(DEV).policies()).isEmpty();
    }

    @Test
    void policiesOfCapabilities_areNotGranted() {
        assertThatExceptionOfType(InvalidAccessRequestException.class)
                .isThrownBy(() -> prod().grant(DEV)
                        .allow(AccessPolicy.of("AmazonEKSACKPolicy"))
                        .clusterWide()
                        .apply())
                .withMessageContaining("capabilities");
        assertThat(calls.changes()).isEmpty();
    }

    @Test
    void moreTagsThanAnEntryTakes_areRefusedBeforeAnythingChanges() {
        AccessEntry.Builder full = entry(DEV);
        IntStream.range(0, 30).forEach(i -> full.putTag("there-" + i, "x"));
        calls.put(full.build());
        Grant grant = prod().grant(DEV).groups("a").allow(AccessPolicy.VIEW).clusterWide();
        IntStream.range(0, 30).forEach(i -> grant.tag("new-" + i, "x"));

        assertThatExceptionOfType(AccessConflictException.class)
                .isThrownBy(grant::apply)
                .withMessageContaining("at most 50 tags");
        assertThat(calls.changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:iam::111122223333:root", "arn:aws:sts::111122223333:federated-user/ana"})
    void callerThatCanHaveNoEntry_losesNone(String caller) {
        calls.put(administrator(ADMIN));
        calls.put(entry(DEV).build());

        assertThat(prod(PlanContext.builder().caller(caller).build()).revoke(DEV))
                .isTrue();
    }
}
