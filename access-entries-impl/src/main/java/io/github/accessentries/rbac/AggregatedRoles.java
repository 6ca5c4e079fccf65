package io.github.accessentries.rbac;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * ClusterRoles whose rules are those of others, which a controller of the cluster selects by their labels. In a text, nothing has
 * filled them in, so it is done here with what the text holds, and what only the cluster knows stays open.
 */
final class AggregatedRoles {

    /** So many labels are compared and roles followed; a cluster has some hundred roles. */
    private static final int MOST_STEPS = 4_000_000;

    /** So many rules are filled in, since each of many roles may select all others. */
    private static final int MOST_RULES = 1_000_000;

    private static final String OF_OTHERS =
            ": has no rules but those of the roles that its aggregationRule selects, which the cluster fills in; those in"
                    + " this text count, and what others on the cluster add is not known";
    private static final String OF_BOTH =
            ": has rules of its own, and its aggregationRule selects roles in this text that give more; all of them count"
                    + " here, though the cluster replaces its rules by those of the roles that are selected there";
    private static final String TOO_MANY =
            ": its aggregationRule selects more roles than are followed here, so only a part of their rules counts; split"
                    + " the text";

    /**
     * What decides which ClusterRole gives its rules to which.
     *
     * @param labels the labels by which others select it
     * @param selectors what it selects itself
     * @param aggregates whether its rules are those of others
     * @param printed whether a cluster printed it, and so had filled it in
     */
    record Aggregation(
            Map<String, String> labels, List<LabelSelector> selectors, boolean aggregates, boolean printed) {}

    /** By name, in the order in which the controller goes through them. */
    private final TreeMap<ObjectKey, Aggregation> roles = new TreeMap<>();

    private final Map<ObjectKey, List<ObjectKey>> selected = new HashMap<>();
    private int steps;
    private int rulesFilledIn;

    void put(ObjectKey key, Aggregation aggregation) {
        roles.put(key, aggregation);
    }

    void remove(ObjectKey key) {
        roles.remove(key);
    }

    /**
     * Fills in the rules, and tells what stays open.
     *
     * @param areAll whether a cluster has no other roles, so that nothing stays open, and what it has printed is filled in
     */
    void fill(Map<ObjectKey, RbacRole> all, boolean areAll, InputFaults faults) {
        Map<ObjectKey, RbacRole> filled = new LinkedHashMap<>();
        for (ObjectKey key : List.copyOf(all.keySet())) {
            Aggregation aggregation = roles.get(key);
            RbacRole role = all.get(key);
            if (aggregation == null || !aggregation.aggregates() || role == null || (areAll && aggregation.printed())) {
                continue;
            }
            Set<Rule> own = new LinkedHashSet<>(role.rules());
            Set<Rule> rules = new LinkedHashSet<>(own);
            boolean isFollowed = gather(key, all, rules);
            boolean hasMore = rules.size() > own.size();
            if (hasMore) {
                filled.put(key, RbacRole.builder().from(role).rules(rules).build());
            }
            if (!isFollowed) {
                faults.add(key + TOO_MANY);
            } else if (!own.isEmpty() && hasMore) {
                faults.add(key + OF_BOTH);
            } else if (own.isEmpty() && !areAll && (hasMore || !aggregation.printed())) {
                faults.add(key + OF_OTHERS);
            }
        }
        all.putAll(filled);
    }

    /** All roles that a role selects, and those that these select; circles are followed once. */
    private boolean gather(ObjectKey start, Map<ObjectKey, RbacRole> all, Set<Rule> rules) {
        Set<ObjectKey> seen = new HashSet<>(Set.of(start));
        Deque<ObjectKey> open = new ArrayDeque<>(selectedBy(start));
        while (!open.isEmpty()) {
            ObjectKey key = open.pop();
            RbacRole role = all.get(key);
            steps++;
            if (steps > MOST_STEPS || rulesFilledIn > MOST_RULES) {
                return false;
            }
            if (seen.add(key) && role != null) {
                rules.addAll(role.rules());
                rulesFilledIn += role.rules().size();
                List<ObjectKey> further = selectedBy(key);
                for (int i = further.size() - 1; i >= 0; i--) {
                    open.push(further.get(i));
                }
            }
        }
        return steps <= MOST_STEPS;
    }

    private List<ObjectKey> selectedBy(ObjectKey key) {
        return selected.computeIfAbsent(key, this::select);
    }

    private List<ObjectKey> select(ObjectKey key) {
        Aggregation aggregation = roles.get(key);
        if (aggregation == null) {
            return List.of();
        }
        Collection<ObjectKey> found = new LinkedHashSet<>();
        for (LabelSelector selector : aggregation.selectors()) {
            for (Map.Entry<ObjectKey, Aggregation> other : roles.entrySet()) {
                steps++;
                if (steps > MOST_STEPS) {
                    return List.of();
                }
                if (!other.getKey().equals(key)
                        && selector.selects(other.getValue().labels())) {
                    found.add(other.getKey());
                }
            }
        }
        return new ArrayList<>(found);
    }

    /** The faults of this kind about a role, which are doubts about whoever is given it, and about nobody else. */
    static Set<String> faultsOf(RbacRole role) {
        if (role.namespace() != null) {
            return Set.of();
        }
        ObjectKey key = new ObjectKey(RbacBinding.CLUSTER_ROLE, null, role.name());
        return Set.of(key + OF_OTHERS, key + OF_BOTH, key + TOO_MANY);
    }
}
