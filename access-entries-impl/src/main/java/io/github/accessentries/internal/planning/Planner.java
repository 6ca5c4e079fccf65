package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.principal.CallerArn;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.planning.PlanContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Makes one plan from the entries as they were read. Makes no calls to EKS but through what it is given. */
final class Planner {

    private final PlanContext context;
    private final String cluster;
    private final DesiredAccess desired;
    private final Map<PrincipalArn, AccessEntry> present = new TreeMap<>();
    private final DeadEntries dead;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> leftAlone = new ArrayList<>();

    Planner(PlanContext context, String cluster, DesiredAccess desired, List<AccessEntry> entries) {
        this.context = context;
        this.cluster = cluster;
        this.desired = desired;
        this.dead = new DeadEntries(context.directory());
        entries.forEach(entry -> present.put(entry.principal(), entry));
    }

    /**
     * Makes the plan.
     *
     * @param heeded what {@code aws-auth} says, empty if nobody told or the cluster does not heed it
     */
    AccessPlan plan(Supplier<Optional<AwsAuth>> heeded) {
        desired.entries().forEach(this::listed);
        unlisted();
        AccessModel before = context.model(entries());
        AccessModel after = changes.isEmpty()
                ? before
                : context.model(forecast().with(changes).entries());
        Set<PrincipalArn> administrators = Administrators.of(before);
        Set<PrincipalArn> later = changes.isEmpty() ? administrators : Administrators.of(after);
        Optional<CallerArn> caller =
                changes.isEmpty() ? Optional.empty() : context.caller().map(CallerArn::of);
        ModelComparison effects = before.compare(after);
        Set<PrincipalArn> all = new TreeSet<>(administrators);
        all.addAll(later);
        return AccessPlan.builder()
                .cluster(cluster)
                .desired(desired)
                .steps(new Order(all, caller).steps(changes))
                .effects(effects)
                .findings(new Safeguards(changes, dead)
                        .administrators(working(administrators), workingAfter(later), workingAfter(granted()))
                        .caller(caller, effects, later)
                        .nodes()
                        .replacements()
                        .awsAuth(heeded)
                        .findings())
                .leftAlone(leftAlone)
                .administrators(all)
                .fingerprint(Fingerprint.of(desired, all, entries()))
                .build();
    }

    private List<AccessEntry> entries() {
        return List.copyOf(present.values());
    }

    private Forecast forecast() {
        return new Forecast(cluster, present.values());
    }

    private void listed(DesiredEntry wanted) {
        Optional<AccessEntry> entry = Optional.ofNullable(present.get(wanted.principal()));
        Optional<String> reason = entry.flatMap(OwnedByAws::reason)
                .or(() -> wanted.policies().keySet().stream()
                        .filter(OwnedByAws::isOfCapability)
                        .findFirst()
                        .map(policy -> "EKS gives " + policy + " by itself to the role of a capability"));
        boolean isDead = reason.isEmpty()
                && entry.filter(each -> dead.life(each) == DeadEntries.Life.MADE_AGAIN)
                        .isPresent();
        List<Change> found = Differ.changes(wanted, entry, isDead);
        if (reason.isEmpty()) {
            changes.addAll(found);
        } else if (!found.isEmpty()) {
            leftAlone.add("the entry of " + wanted.principal() + " differs from what is listed, but " + reason.get());
        }
    }

    private void unlisted() {
        Set<PrincipalArn> listed = new HashSet<>(desired.principals());
        for (AccessEntry entry : present.values()) {
            if (!listed.contains(entry.principal())
                    && desired.ownership().owns(entry)
                    && OwnedByAws.reason(entry).isEmpty()) {
                changes.add(Differ.deletion(entry));
            }
        }
    }

    /** Who may do everything once all grants are made and nothing is taken. */
    private Set<PrincipalArn> granted() {
        List<Change> grants = changes.stream()
                .filter(change -> change.phase() == Change.Phase.GRANT)
                .toList();
        boolean replaces = changes.stream().anyMatch(Change.Replace.class::isInstance);
        return replaces
                ? Administrators.of(context.model(forecast().with(grants).entries()))
                : Set.of();
    }

    private Set<PrincipalArn> working(Set<PrincipalArn> administrators) {
        Set<PrincipalArn> working = new TreeSet<>(administrators);
        working.removeIf(principal ->
                present.containsKey(principal) && dead.life(present.get(principal)) != DeadEntries.Life.ALIVE);
        return working;
    }

    /** A dead entry that is replaced works afterwards. */
    private Set<PrincipalArn> workingAfter(Set<PrincipalArn> administrators) {
        Set<PrincipalArn> healed = new HashSet<>();
        changes.stream()
                .filter(change -> change instanceof Change.Replace || change instanceof Change.Create)
                .map(Change::principal)
                .forEach(healed::add);
        Set<PrincipalArn> working = working(administrators);
        administrators.stream().filter(healed::contains).forEach(working::add);
        return working;
    }
}
