package io.github.accessentries.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.ReviewedPlan;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.testkit.FakeEks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What decorated {@link AccessEntries} still promise. The suite brings a cluster of a {@link FakeEks}, and its real entries to
 * be decorated:
 *
 * <pre>{@code
 * class NotifyingEntriesTest extends AccessEntriesContract {
 *
 *     @Override
 *     protected AccessEntries decorate(AccessEntries entries) {
 *         return new NotifyingEntries(entries, message -> {});
 *     }
 * }
 * }</pre>
 *
 * <p>A decorator that refuses some changes passes as long as it lets these through: roles of account {@code 111122223333} get
 * groups {@code team-a} and {@code team-b}, the policies to view and to edit in the namespaces of these names, for an hour too, with
 * user names, tags, reasons and requesters of their own, and one has an entry of type {@code EC2_LINUX}.
 *
 * <p>JUnit makes an object for each test, with a fake of its own, and {@link #decorate} is called once in each.
 */
public abstract class AccessEntriesContract {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final DecoratedCluster prod = new DecoratedCluster();
    private final FakeEks eks = prod.eks();
    private final AccessEntries real = prod.entries();
    private final PrincipalArn admin = prod.role("admin").arn();
    private final PrincipalArn dev = prod.role("team-a-dev").arn();
    private final PrincipalArn stranger = prod.role("stranger").arn();

    /** For subclasses. */
    protected AccessEntriesContract() {
        prod.allow(admin, AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide());
        prod.allow(dev, AccessPolicy.VIEW, AccessScope.namespaces("team-a"), "team-a");
        eks.clearCalls();
    }

    /**
     * What is tested.
     *
     * @param entries the entries of a cluster of a fake
     * @return the same, decorated
     */
    protected abstract AccessEntries decorate(AccessEntries entries);

    /** Called by JUnit. */
    @AfterEach
    public final void closeTheFake() {
        prod.close();
    }

    /** The name is that of the decorated cluster, and telling it makes no call. */
    @Test
    public final void cluster_isTheDecoratedOne() {
        AccessEntries entries = decorate(real);
        eks.clearCalls();

        assertEquals("prod", entries.cluster());
        assertEquals(List.of(), eks.calls(), "cluster() must make no call");
    }

    /** Entries are told as they are, one by one and together. */
    @Test
    public final void entries_areReadAsTheyAre() {
        AccessEntries entries = decorate(real);

        assertAll(
                () -> assertEquals(real.get(dev), entries.get(dev)),
                () -> assertEquals(real.find(dev), entries.find(dev)),
                () -> assertEquals(real.principals(), entries.principals()),
                () -> assertEquals(real.list(), entries.list()));
    }

    /** Policies, mode and version are told as they are; the version by a method that one has to override. */
    @Test
    public final void factsOfTheCluster_areReadAsTheyAre() {
        AccessEntries entries = decorate(real);

        assertAll(
                () -> assertEquals(real.policies(), entries.policies()),
                () -> assertEquals(real.authenticationMode(), entries.authenticationMode()),
                () -> assertEquals(real.kubernetesVersion(), entries.kubernetesVersion()));
    }

    /** No entry is empty to those who look for it, and an exception to those who need it. */
    @Test
    public final void absentEntry_isEmptyOrNotFound() {
        AccessEntries entries = decorate(real);

        assertEquals(Optional.empty(), entries.find(stranger));
        assertThrows(AccessEntryNotFoundException.class, () -> entries.get(stranger));
    }

    /** A grant adds to what is there, and the next read shows it. */
    @Test
    public final void grant_givesAtLeastWhatItNames() {
        AccessEntries entries = decorate(real);

        AccessEntry granted = entries.grant(dev)
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-b")
                .groups("team-b")
                .apply();

        assertEquals(
                List.of("team-a", "team-b"), granted.groups().stream().sorted().toList());
        assertEquals(Optional.of(AccessScope.namespaces("team-a")), granted.scopeOf(AccessPolicy.VIEW));
        assertEquals(Optional.of(AccessScope.namespaces("team-b")), granted.scopeOf(AccessPolicy.EDIT));
        assertEquals(real.get(dev), entries.get(dev), "The next read must show the change");
    }

    /** A declaration replaces what is there. */
    @Test
    public final void declare_givesExactlyWhatItNames() {
        AccessEntry declared = decorate(real)
                .declare(dev)
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-b")
                .apply();

        assertEquals(0, declared.groups().size(), "Groups that are not named must go");
        assertEquals(Optional.empty(), declared.scopeOf(AccessPolicy.VIEW), "Policies that are not named must go");
        assertEquals(Optional.of(AccessScope.namespaces("team-b")), declared.scopeOf(AccessPolicy.EDIT));
    }

    /** A withdrawal takes what it names, and the entry stays. */
    @Test
    public final void withdraw_takesOnlyWhatItNames() {
        Optional<AccessEntry> left =
                decorate(real).withdraw(dev).groups("team-a").apply();

        assertEquals(Optional.of(0), left.map(entry -> entry.groups().size()), "The group must be gone");
        assertTrue(
                left.flatMap(entry -> entry.scopeOf(AccessPolicy.VIEW)).isPresent(),
                "A policy that is not named must stay");
    }

    /** A grant keeps all that is said of it: each word changes the entry as it does without the decorator. */
    @Test
    public final void grant_keepsAllThatIsSaidOfIt() {
        new SameChanges(prod, decorate(real)).grants();
    }

    /** A cluster-wide grant is one, or is refused and not made. */
    @Test
    public final void clusterWideGrant_isMadeAsSaid_orRefused() {
        new SameChanges(prod, decorate(real)).clusterWide();
    }

    /** Policies of one's own are passed on with their scopes, or refused. */
    @Test
    public final void customPolicies_arePassedOn_orRefused() {
        HeardPolicies.hear(prod, this::decorate);
    }

    /** A withdrawal keeps all that is said of it. */
    @Test
    public final void withdrawal_keepsAllThatIsSaidOfIt() {
        new SameChanges(prod, decorate(real)).withdrawals();
    }

    /** What a change would do can be seen without doing it. */
    @Test
    public final void changes_areShownAndNotMade() {
        AccessEntries entries = decorate(real);

        assertFalse(entries.grant(stranger).groups("team-a").changes().isEmpty(), "The change must be shown");
        assertFalse(entries.withdraw(dev).groups("team-a").changes().isEmpty(), "The change must be shown");
        assertEquals(List.of(), prod.changes(), "changes() must change nothing");
    }

    /** What is granted already costs no call that changes anything. */
    @Test
    public final void repeatedGrant_changesNothing() {
        AccessEntries entries = decorate(real);
        entries.grant(stranger).groups("team-a").apply();
        eks.clearCalls();

        entries.grant(stranger).groups("team-a").apply();
        assertEquals(List.of(), prod.changes(), "A grant that is there already must change nothing");
    }

    /** A revocation tells whether there was something to revoke. */
    @Test
    public final void revoke_tellsWhetherThereWasAnEntry() {
        AccessEntries entries = decorate(real);

        assertTrue(entries.revoke(dev), "There was an entry");
        assertEquals(Optional.empty(), real.find(dev), "The entry must be gone");
        assertFalse(entries.revoke(dev), "There was no entry any more");
    }

    /** The safeguards hold, and what is refused is not done. */
    @Test
    public final void lastAdministrator_staysWithoutSignOff() {
        AccessEntries entries = decorate(real);

        assertThrows(UnsafePlanException.class, () -> entries.revoke(admin));
        assertTrue(real.find(admin).isPresent(), "What is refused must not be done");
    }

    /** What is signed off by its name is done, whichever way it is asked for. */
    @Test
    public final void signOff_isPassedOn() {
        AccessEntries entries = decorate(real);

        for (LockOut way : LockOut.values()) {
            prod.allowAnew(admin, AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide());
            SignOff signOff = LockOut.signedOff(() -> way.of(admin, real, SignOff.none()));
            way.of(admin, entries, signOff);
            assertFalse(LockOut.isAdministrator(admin, real), () -> "What is signed off must be done by " + way);
        }
    }

    /** A grant that is dangerous, since it hides what {@code aws-auth} gives, is made when it is signed off. */
    @Test
    public final void signOffOfAGrant_isPassedOn() {
        AccessEntries mapped = prod.entriesHidingMappingOf(stranger);
        AccessEntries entries = decorate(mapped);

        SignOff signOff = LockOut.signedOff(mapped.grant(stranger).groups("team-a")::apply);
        entries.grant(stranger).groups("team-a").apply(signOff);
        assertTrue(mapped.find(stranger).isPresent(), "What is signed off must be done");
    }

    /** What has ended, and is dangerous to take away, goes when it is signed off. */
    @Test
    public final void signOffOfAnEnd_isPassedOn() {
        AccessEntries entries = decorate(real);
        Grant grant = real.grant(stranger).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide();
        grant.forDuration(HOUR).apply();
        real.revoke(admin, LockOut.signedOff(() -> real.revoke(admin)));
        eks.advance(HOUR.plusMinutes(1));

        SignOff signOff = LockOut.signedOff(real.expire());
        assertEquals(1, entries.expire(signOff).ended().size(), "What is signed off must end");
    }

    /** A plan is that of the decorated entries, and changes nothing. */
    @Test
    public final void plan_isMadeAndNotApplied() {
        AccessPlan plan = decorate(real).plan(prod.desired(dev));

        assertEquals(ReviewedPlan.of(real.plan(prod.desired(dev))), ReviewedPlan.of(plan));
        assertEquals(List.of(), prod.changes(), "plan() must change nothing");
    }

    /** A plan is applied as a whole, and its listener hears of each change. */
    @Test
    public final void apply_doesAllOfThePlan_byItsOptions() {
        AccessEntries entries = decorate(real);
        AccessPlan plan = real.plan(prod.desired(dev));
        List<Object> heard = new ArrayList<>();

        entries.apply(plan, ApplyOptions.builder().listener(heard::add).build()).orThrow();
        assertEquals(plan.changes().size(), heard.size(), "The listener must hear of each change");
        assertTrue(real.plan(prod.desired(dev)).isEmpty(), "Nothing must be left to do");
    }

    /** A plan for a cluster that is another one by now is refused, also one that was reviewed. */
    @Test
    public final void stalePlan_isRefused() {
        AccessEntries entries = decorate(real);
        AccessPlan plan = real.plan(prod.desired(dev));
        real.withdraw(dev).groups("team-a").apply();
        eks.clearCalls();

        assertThrows(StalePlanException.class, () -> entries.apply(plan).orThrow());
        assertThrows(
                StalePlanException.class,
                () -> entries.apply(prod.desired(dev), ReviewedPlan.of(plan), ApplyOptions.defaults())
                        .orThrow());
        assertEquals(List.of(), prod.changes(), "A stale plan must change nothing");
    }

    /** What EKS refuses is the exception for it, and nothing is said to be done. */
    @Test
    public final void failure_isItsOwnException() {
        AccessEntries entries = decorate(real);

        eks.faults().on("DeleteAccessEntry").fail("AccessDeniedException", 403).always();
        assertThrows(AccessDeniedException.class, () -> entries.revoke(dev));
        eks.faults().on("ListAccessEntries").fail("ThrottlingException", 429).always();
        assertThrows(ThrottledException.class, entries::principals);
        assertThrows(ThrottledException.class, entries::list);
    }

    /** What is granted for a while is listed, and taken away when it is over. */
    @Test
    public final void temporaryAccess_ends() {
        AccessEntries entries = decorate(real);
        entries.grant(stranger).groups("team-a").forDuration(HOUR).apply();

        assertEquals(real.temporaryAccess(), entries.temporaryAccess());
        assertEquals(0, entries.expire().orThrow().ended().size(), "Nothing must end before its time");
        eks.advance(HOUR.plusMinutes(1));
        assertEquals(1, entries.expire().orThrow().ended().size(), "What is over must be reported");
        assertEquals(Optional.empty(), real.find(stranger), "What is over must be taken away");
    }

    /** The two steps of the mode are taken, the second when it is signed off, and tell what they do. */
    @Test
    public final void modeSteps_areTaken() {
        ModeSteps.take(prod, this::decorate);
    }

    /** Who waits for the cluster gets the user that the cluster sees, and hears of the waiting. */
    @Test
    public final void effectOfAnEntry_isAwaited() {
        AccessEntries entries = decorate(real);
        List<String> progress = new ArrayList<>();

        KubernetesUser user = entries.awaitEffective(dev, prod.loginOf("team-a-dev"), LONGEST_WAIT, progress::add);
        assertTrue(user.groups().contains("team-a"), "The cluster must see the groups of the entry");
        assertFalse(progress.isEmpty(), "Progress must be told");
    }

    /** Bindings are reconciled by the decorated entries, which refuse where they do not know the cluster's own API. */
    @Test
    public final void reconcile_isRefusedWithoutTheClustersApi() {
        AccessEntries entries = decorate(real);

        assertThrows(IllegalStateException.class, () -> entries.reconcile().orThrow());
    }

    /** What was reconciled is told as it is. */
    @Test
    public final void reconcile_isPassedOn() {
        ApplyReport report = ApplyReport.builder().cluster("reconciled").build();

        assertEquals(report, decorate(prod.reconciling(report)).reconcile());
    }

    /**
     * Threads that grant at the same time all have their way.
     *
     * @throws InterruptedException if the thread that runs the test is interrupted
     */
    @Test
    public final void threads_mayGrantAtOnce() throws InterruptedException {
        AccessEntries entries = decorate(real);
        List<PrincipalArn> roles = IntStream.range(0, 4)
                .mapToObj(i -> prod.role("contract-" + i).arn())
                .toList();

        Callers.together(roles.stream()
                .map(role -> (Callable<AccessEntry>)
                        () -> entries.grant(role).groups("team-a").apply())
                .toList());
        assertTrue(real.principals().containsAll(roles), "Each thread must have its grant");
    }

    /** No principal is nobody's entry. */
    @Test
    public final void null_isRefused() {
        AccessEntries entries = decorate(real);

        Promises.isRefused("principal", () -> entries.find(Promises.nothing()));
        Promises.isRefused("principal", () -> entries.revoke(Promises.nothing()));
        Promises.isRefused("signOff", () -> entries.revoke(dev, Promises.nothing()));
        Promises.isRefused("desired", () -> entries.plan(Promises.nothing()).isEmpty());
    }
}
