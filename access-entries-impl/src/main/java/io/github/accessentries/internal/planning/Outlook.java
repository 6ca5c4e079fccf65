package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.SubjectComparison;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.ending.Endings;
import io.github.accessentries.internal.principal.CallerArn;
import io.github.accessentries.internal.principal.ClusterAccount;
import io.github.accessentries.internal.principal.DeadEntries;
import io.github.accessentries.internal.principal.DeadEntries.Life;
import io.github.accessentries.internal.question.UnreadSources;
import io.github.accessentries.plan.AccessPlan.Step;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.EntryChange;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ObjectChange;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a set of changes would do to a cluster: who is allowed what before and after, in which order the changes are
 * safe, and which dangers remain. Used for plans and for changes to a single entry alike. Immutable.
 */
final class Outlook {

    private final Surroundings surroundings;
    private final String cluster;
    private final Map<PrincipalArn, AccessEntry> present;
    private final List<Change> changes;
    private final List<Finding> adoptions;
    private final DeadEntries dead;
    private final Predicted made;
    private final Effects effects;
    private final Set<PrincipalArn> before;
    private final Set<PrincipalArn> after;
    private final Optional<CallerArn> caller;

    /**
     * Predicts the effect of changes.
     *
     * @param entries the current entries of the cluster, or those of them that matter
     * @param adoptions what is changed although it was not ours so far
     */
    Outlook(
            Surroundings surroundings,
            String cluster,
            List<AccessEntry> entries,
            List<Change> changes,
            List<Finding> adoptions,
            DeadEntries dead) {
        this.surroundings = surroundings;
        this.adoptions = List.copyOf(adoptions);
        this.cluster = cluster;
        this.present = entries.stream().collect(Collectors.toMap(AccessEntry::principal, Function.identity()));
        this.changes = changes;
        this.dead = dead;
        AccessModel now = surroundings.model(entries, surroundings.present());
        this.made = Predicted.of(changes, cluster, present.values(), surroundings.present());
        AccessModel then = changes.isEmpty() ? now : surroundings.model(made.entries(), made.objects());
        this.effects = Effects.between(now, then);
        this.before = Administrators.of(now);
        this.after = changes.isEmpty() ? before : Administrators.of(then);
        this.caller = changes.isEmpty()
                ? Optional.empty()
                : surroundings.context().caller().map(CallerArn::of);
    }

    /** What each subject gains and loses. */
    ModelComparison effects() {
        return effects.comparison();
    }

    /** The administrators before or after the changes. */
    Set<PrincipalArn> administrators() {
        Set<PrincipalArn> all = new TreeSet<>(before);
        all.addAll(after);
        return all;
    }

    /** The administrators when all is done. */
    Set<PrincipalArn> after() {
        return after;
    }

    /** Who is allowed what before the changes. */
    AccessModel now() {
        return effects.before();
    }

    /** Whether it is known who makes the changes. */
    boolean knowsCaller() {
        return caller.isPresent();
    }

    /** Whether the changes make or delete entries, which hide and uncover mappings. */
    boolean concernsAwsAuth() {
        return changes.stream().anyMatch(change -> change instanceof Change.Create || change instanceof Change.Delete);
    }

    /** The changes in their safe order. */
    List<Step> steps() {
        return new Order(administrators(), caller, this::givesToCaller).steps(changes);
    }

    /**
     * Finds the dangers.
     *
     * @param heeded what {@code aws-auth} says; empty if it was not provided or the cluster does not use it
     */
    List<Finding> findings(Supplier<Optional<AwsAuth>> heeded) {
        return safeguards(concernsAwsAuth() ? heeded.get() : Optional.empty()).findings();
    }

    /**
     * Finds the dangers of changes to many entries, among them those that nobody makes on purpose for a single one.
     *
     * @param heeded what {@code aws-auth} says; empty if it was not provided or the cluster does not use it
     * @param account the cluster's account, empty if it is unknown
     */
    List<Finding> findingsOfPlan(Optional<AwsAuth> heeded, Optional<ClusterAccount> account) {
        return safeguards(heeded)
                .unknownAdministrators(workingAfter(after), UnreadSources.lackOfRbac(now()))
                .foreign(account, effects)
                .removals(present.values(), ours())
                .findings();
    }

    private Safeguards safeguards(Optional<AwsAuth> heeded) {
        return new Safeguards(changes, dead)
                .administrators(working(before), workingAfter(after), workingAfter(granted()))
                .lastingAdministrators(
                        working(lasting(before, present.values(), surroundings.present())),
                        workingAfter(lasting(after, made.entries(), made.objects())))
                .caller(caller, effects.comparison(), after, UnreadSources.lackOfRbac(now()))
                .callerByObjects(callerPrincipal(), effects.comparison(), after)
                .objects(adoptions, !before.isEmpty(), meanwhile())
                .nodes()
                .replacements()
                .awsAuth(heeded, effects);
    }

    private AccessModel modelAfter(List<Change> some) {
        Predicted after = Predicted.of(some, cluster, present.values(), surroundings.present());
        return surroundings.model(after.entries(), after.objects());
    }

    /** Those among administrators who are one for good; who is one for a while only helps nobody later. */
    private Set<PrincipalArn> lasting(Set<PrincipalArn> all, Collection<AccessEntry> entries, RbacObjects objects) {
        if (entries.stream().allMatch(entry -> Endings.of(entry).isEmpty())) {
            return all;
        }
        return Administrators.of(surroundings.model(
                entries.stream()
                        .map(Endings::of)
                        .filter(endings -> !endings.isForAWhile())
                        .map(Endings::staying)
                        .toList(),
                objects));
    }

    /** The objects when all is done. */
    RbacObjects objectsAfter() {
        return made.objects();
    }

    /** The working administrators when all grants are made, and all bindings that are replaced are gone. */
    private Set<PrincipalArn> meanwhile() {
        List<Change> made = new ArrayList<>();
        for (Change change : changes) {
            if (change.phase() == Change.Phase.GRANT) {
                made.add(change);
            } else if (change instanceof ObjectChange.Replace replace) {
                made.add(new ObjectChange.Delete(replace.before(), replace.reason()));
            }
        }
        boolean isReplaced = changes.stream().anyMatch(ObjectChange.Replace.class::isInstance);
        return isReplaced ? workingAfter(Administrators.of(modelAfter(made))) : Set.of();
    }

    /** The principal of the caller, if something is known of it beside its ARN. */
    private Optional<PrincipalArn> callerPrincipal() {
        return caller.flatMap(arn -> Stream.concat(
                        present.keySet().stream(),
                        effects.comparison().changes().stream()
                                .map(SubjectComparison::subject)
                                .filter(Subject.Principal.class::isInstance)
                                .map(subject -> ((Subject.Principal) subject).arn()))
                .filter(arn::is)
                .findFirst());
    }

    private boolean givesToCaller(RbacBinding binding) {
        return callerPrincipal()
                .flatMap(principal -> now().userOf(new Subject.Principal(principal)))
                .filter(user -> binding.subjects().stream().anyMatch(subject -> isSubject(subject, user)))
                .isPresent();
    }

    private static boolean isSubject(RbacSubject subject, KubernetesUser user) {
        return switch (subject.kind()) {
            case RbacSubject.GROUP -> user.groups().contains(subject.name());
            case RbacSubject.USER -> user.username().equals(subject.name());
            default -> false;
        };
    }

    /** How many objects are known to be ours. */
    private long ours() {
        RbacObjects objects = surroundings.present();
        return Stream.<RbacObject>concat(objects.roles().stream(), objects.bindings().stream())
                .filter(ObjectOwner::isOurs)
                // Custom policies are not counted among what is removed either.
                .filter(object -> !object.labels().containsKey(ScopedPolicy.POLICY_LABEL))
                .count();
    }

    /** The administrators when all grants are made and nothing is removed yet. */
    private Set<PrincipalArn> granted() {
        if (changes.stream().noneMatch(Change.Replace.class::isInstance)) {
            return Set.of();
        }
        return Administrators.of(modelAfter(changes.stream()
                .filter(change -> change.phase() == Change.Phase.GRANT)
                .toList()));
    }

    private Set<PrincipalArn> working(Set<PrincipalArn> administrators) {
        Set<PrincipalArn> working = new TreeSet<>(administrators);
        working.removeIf(principal -> isDead(present.get(principal)));
        return working;
    }

    private boolean isDead(@Nullable AccessEntry entry) {
        return entry != null && dead.life(entry) != Life.ALIVE;
    }

    /** An entry of a principal that was made again works after it is replaced; nothing helps one whose principal is gone. */
    private Set<PrincipalArn> workingAfter(Set<PrincipalArn> administrators) {
        Set<PrincipalArn> healed = changes.stream()
                .filter(change ->
                        change instanceof Change.Replace replace && dead.life(replace.before()) == Life.MADE_AGAIN)
                .map(change -> ((EntryChange) change).principal())
                .collect(Collectors.toSet());
        Map<PrincipalArn, AccessEntry> then = new HashMap<>(present);
        created().forEach(entry -> then.put(entry.principal(), entry));
        Set<PrincipalArn> working = new TreeSet<>(administrators);
        working.removeIf(principal -> !healed.contains(principal) && isDead(then.get(principal)));
        return working;
    }

    /** The entries that the changes make where there is none. */
    List<AccessEntry> created() {
        return changes.stream()
                .filter(Change.Create.class::isInstance)
                .map(change -> ((Change.Create) change).entry().asMade(cluster))
                .toList();
    }
}
