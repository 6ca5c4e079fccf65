package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryRules;
import io.github.accessentries.PolicyAssociation;
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

/** What differs between an entry as it should be and as it is. Gives the changes of one principal, in no safe order yet. */
final class Differ {

    private static final String RESERVED_TAG_PREFIX = "aws:";

    private Differ() {}

    /**
     * Finds the changes.
     *
     * @param dead whether the principal was made again after its entry
     */
    static List<Change> changes(DesiredEntry wanted, Optional<AccessEntry> present, boolean dead) {
        if (present.isEmpty()) {
            return creation(wanted);
        }
        AccessEntry before = present.get();
        if (!before.type().equals(wanted.type())) {
            return List.of(
                    new Change.Replace(before, wanted, "a type cannot change, so the entry has to go and come again"));
        }
        if (dead) {
            return List.of(new Change.Replace(
                    before, wanted, "IAM made the principal again, and the entry knows the one that is gone"));
        }
        return differences(wanted, before);
    }

    static Change deletion(AccessEntry unlisted) {
        return new Change.Delete(unlisted, "owned and not listed");
    }

    private static List<Change> creation(DesiredEntry wanted) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Create(wanted, "listed, and there is no entry"));
        for (PolicyAssociation listed : inOrder(wanted)) {
            changes.add(new Change.Associate(wanted.principal(), listed.policy(), listed.scope(), "listed"));
        }
        return changes;
    }

    /** By name, but that of Auto Mode last: once an entry has it, the entry is AWS's own and stays as it is. */
    static List<PolicyAssociation> inOrder(DesiredEntry wanted) {
        return wanted.policies().entrySet().stream()
                .sorted(Comparator.comparing(policy -> policy.getKey().equals(AccessPolicy.AUTO_NODE)))
                .map(policy -> PolicyAssociation.of(policy.getKey(), policy.getValue()))
                .toList();
    }

    private static List<Change> differences(DesiredEntry wanted, AccessEntry before) {
        List<Change> changes = new ArrayList<>();
        if (!wanted.type().isForNodes()) {
            String username = wanted.username().orElseGet(() -> EntryRules.generatedUsername(wanted.principal()));
            if (!username.equals(before.username()) || !wanted.groups().equals(before.groups())) {
                changes.add(new Change.Update(before, username, wanted.groups(), "differs from what is listed"));
            }
        }
        tags(wanted, before, changes);
        policies(wanted, before, changes);
        return changes;
    }

    private static void tags(DesiredEntry wanted, AccessEntry before, List<Change> changes) {
        Map<String, String> missing = new LinkedHashMap<>(wanted.tags());
        missing.entrySet().removeAll(before.tags().entrySet());
        if (!missing.isEmpty()) {
            changes.add(new Change.Tag(before, missing, "listed"));
        }
        Set<String> surplus = new TreeSet<>(before.tags().keySet());
        surplus.removeAll(wanted.tags().keySet());
        surplus.removeIf(key -> key.startsWith(RESERVED_TAG_PREFIX));
        if (!surplus.isEmpty()) {
            changes.add(new Change.Untag(before, surplus, "not listed"));
        }
    }

    private static void policies(DesiredEntry wanted, AccessEntry before, List<Change> changes) {
        for (PolicyAssociation listed : inOrder(wanted)) {
            AccessPolicy policy = listed.policy();
            Optional<AccessScope> present = before.scopeOf(policy);
            if (present.isEmpty()) {
                changes.add(new Change.Associate(wanted.principal(), policy, listed.scope(), "listed"));
            } else if (!present.get().equals(listed.scope())) {
                changes.add(new Change.Rescope(
                        wanted.principal(), policy, present.get(), listed.scope(), "differs from what is listed"));
            }
        }
        for (PolicyAssociation association : before.policies()) {
            if (!wanted.policies().containsKey(association.policy())) {
                changes.add(new Change.Disassociate(
                        wanted.principal(), association.policy(), association.scope(), "not listed"));
            }
        }
    }
}
