package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The changes that turn an existing entry into the desired one. Additions come before removals and no change is both:
 * where groups or namespaces are exchanged, the entry has both sets for a moment. Only the user name changes in one
 * step, because an entry has exactly one; it is the first of the removals.
 *
 * <p>Tags are set before anything is given and removed after everything is taken: they say until when access lasts, and access
 * without its tag would last for ever.
 */
final class Difference {

    private static final String RESERVED_TAG_PREFIX = "aws:";

    private final AccessEntry before;
    private final AccessEntry wanted;
    private final Reasons reasons;
    private final List<Change> given = new ArrayList<>();
    private final List<Change> taken = new ArrayList<>();

    private Difference(AccessEntry before, AccessEntry wanted, Reasons reasons) {
        this.before = before;
        this.wanted = wanted;
        this.reasons = reasons;
    }

    /** The changes that create an entry with its policies. */
    static List<Change> toMake(DesiredEntry wanted, Reasons reasons) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Create(wanted, reasons.created()));
        for (PolicyAssociation association : policiesOf(wanted)) {
            changes.add(new Change.Associate(
                    wanted.principal(), association.policy(), association.scope(), reasons.given()));
        }
        return changes;
    }

    /** The changes between two entries of the same type. */
    static List<Change> between(AccessEntry before, AccessEntry wanted, Reasons reasons) {
        return new Difference(before, wanted, reasons).changes();
    }

    /** The policies of an entry to create, in the order in which they are associated. */
    static List<PolicyAssociation> policiesOf(DesiredEntry wanted) {
        return inOrder(wanted.policies().entrySet().stream()
                .map(policy -> PolicyAssociation.of(policy.getKey(), policy.getValue()))
                .toList());
    }

    /**
     * By name, with the Auto Mode policy last: once an entry has that, it counts as owned by AWS and is no longer
     * changed.
     */
    private static List<PolicyAssociation> inOrder(List<PolicyAssociation> policies) {
        return policies.stream()
                .sorted(Comparator.comparing(PolicyAssociation::policy))
                .sorted(Comparator.comparing(association -> association.policy().equals(AccessPolicy.AUTO_NODE)))
                .toList();
    }

    private List<Change> changes() {
        missingTags();
        if (!before.type().isForNodes()) {
            names();
        }
        policies();
        surplusTags();
        List<Change> changes = new ArrayList<>(given);
        changes.addAll(taken);
        return changes;
    }

    private void names() {
        Set<String> both = new TreeSet<>(before.groups());
        both.addAll(wanted.groups());
        AccessEntry between = before;
        if (!both.equals(before.groups())) {
            Change.Update more = new Change.Update(before, before.username(), both, reasons.given());
            given.add(more);
            between = AccessEntry.builder().from(before).groups(both).build();
        }
        if (!wanted.username().equals(before.username()) || !wanted.groups().equals(both)) {
            taken.add(new Change.Update(between, wanted.username(), wanted.groups(), reasons.changed()));
        }
    }

    private void missingTags() {
        Map<String, String> missing = new LinkedHashMap<>(wanted.tags());
        missing.entrySet().removeAll(before.tags().entrySet());
        if (!missing.isEmpty()) {
            given.add(new Change.Tag(before, missing, reasons.given()));
        }
    }

    private void surplusTags() {
        Set<String> surplus = new TreeSet<>(before.tags().keySet());
        surplus.removeAll(wanted.tags().keySet());
        surplus.removeIf(key -> key.startsWith(RESERVED_TAG_PREFIX));
        if (!surplus.isEmpty()) {
            taken.add(new Change.Untag(before, surplus, reasons.taken()));
        }
    }

    private void policies() {
        PrincipalArn principal = before.principal();
        for (PolicyAssociation association : inOrder(wanted.policies())) {
            AccessPolicy policy = association.policy();
            AccessScope scope = association.scope();
            Optional<AccessScope> present = before.scopeOf(policy);
            if (present.isEmpty()) {
                given.add(new Change.Associate(principal, policy, scope, reasons.given()));
            } else if (!present.get().equals(scope)) {
                rescope(policy, present.get(), scope);
            }
        }
        for (PolicyAssociation association : before.policies()) {
            if (wanted.scopeOf(association.policy()).isEmpty()) {
                taken.add(
                        new Change.Disassociate(principal, association.policy(), association.scope(), reasons.taken()));
            }
        }
    }

    private void rescope(AccessPolicy policy, AccessScope present, AccessScope scope) {
        AccessScope between = present;
        // How a scope of an unknown type lies to another is unknown, so it is replaced as a whole.
        boolean comparable = present.isKnown() && scope.isKnown();
        AccessScope both = comparable ? present.with(scope) : present;
        if (!both.equals(present) && !present.covers(both)) {
            given.add(new Change.Rescope(before.principal(), policy, present, both, reasons.changed()));
            between = both;
        }
        if (!between.equals(scope)) {
            Change.Rescope exact = new Change.Rescope(before.principal(), policy, between, scope, reasons.changed());
            // Fewer patterns may cover the same namespaces, in which case nothing is removed.
            (exact.phase() == Change.Phase.GRANT ? given : taken).add(exact);
        }
    }
}
