package io.github.accessentries.rbac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules in places that stay whole, each once, with what gives it. For one thread.
 *
 * @param <R> what stands for the reason of a rule
 */
final class WholeRules<R> {

    /** How many texts of rules are looked at in one comparison; a part of a second. */
    static final long MAX_EFFORT = 1 << 20;

    /** A rule and where it holds. */
    private record Key(Where where, Rule rule) {}

    /**
     * How two sets differ.
     *
     * @param difference what is gained, lost and kept
     * @param isRough whether there were too many rules to be laid over each other, so that some of what is gained or lost may
     *     be kept instead
     */
    record Compared<R>(PermissionDifference<R> difference, boolean isRough) {}

    private final Map<Key, Set<R>> reasons = new LinkedHashMap<>();
    private final Map<Key, RuleOverlap> overlaps = new LinkedHashMap<>();

    void add(Where where, Rule rule, R reason) {
        RuleOverlap overlap = RuleOverlap.of(where, rule);
        if (overlap != null) {
            add(overlap, List.of(reason));
        }
    }

    private void add(RuleOverlap overlap, Iterable<R> grounds) {
        Key key = new Key(overlap.where(), overlap.rule());
        overlaps.putIfAbsent(key, overlap);
        Set<R> all = reasons.computeIfAbsent(key, each -> new LinkedHashSet<>(2));
        grounds.forEach(all::add);
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    /** All of them as they are, by place and rule. */
    List<MergedRule<R>> told() {
        List<MergedRule<R>> told = new ArrayList<>();
        reasons.forEach((key, grounds) -> told.add(told(key, List.of(), grounds)));
        return sorted(told);
    }

    private static <R> MergedRule<R> told(Key key, List<MergedRule<R>> except, Set<R> grounds) {
        return new MergedRule<>(key.where, key.rule, PermissionMerge.text(key.rule), except, List.copyOf(grounds));
    }

    /** By place and rule. */
    static <R> List<MergedRule<R>> sorted(List<MergedRule<R>> rules) {
        return rules.stream()
                .sorted(Comparator.comparing((MergedRule<R> each) -> each.where())
                        .thenComparing(MergedRule::text))
                .toList();
    }

    /**
     * What is another in later rules: exact for each request, unless it is said to be rough. A rule that several others cover only
     * together is told as gained or lost, with all that it has as exceptions.
     */
    static <R> Compared<R> compare(WholeRules<R> before, WholeRules<R> after) {
        Budget budget = new Budget();
        WholeRules<R> kept = new WholeRules<>();
        after.reasons.forEach((key, grounds) -> {
            if (before.reasons.containsKey(key)) {
                kept.add(after.overlap(key), grounds);
            }
        });
        List<MergedRule<R>> gained = after.beyond(before, budget, kept);
        List<MergedRule<R>> lost = before.beyond(after, budget, null);
        return new Compared<>(new PermissionDifference<>(gained, lost, kept.told()), budget.isExceeded);
    }

    private RuleOverlap overlap(Key key) {
        return requireNonNull(overlaps.get(key));
    }

    /** What is here and not there; what is in both goes into {@code common}, with the reasons here. */
    private List<MergedRule<R>> beyond(WholeRules<R> there, Budget budget, @Nullable WholeRules<R> common) {
        List<MergedRule<R>> beyond = new ArrayList<>();
        reasons.forEach((key, grounds) -> {
            if (there.reasons.containsKey(key)) {
                return;
            }
            RuleOverlap here = overlap(key);
            WholeRules<R> except = new WholeRules<>();
            boolean isCovered = false;
            for (RuleOverlap other : there.overlaps.values()) {
                if (isCovered || !budget.allows(here.effort(other))) {
                    break;
                }
                isCovered = here.isCoveredBy(other);
                RuleOverlap both = isCovered ? here : here.intersection(other);
                if (both != null) {
                    except.add(both, List.of());
                    if (common != null) {
                        common.add(both, grounds);
                    }
                }
            }
            if (!isCovered) {
                beyond.add(told(key, except.told(), grounds));
            }
        });
        return beyond;
    }

    /** How many texts may still be looked at. */
    private static final class Budget {

        private long left = MAX_EFFORT;
        private boolean isExceeded;

        boolean allows(long effort) {
            isExceeded |= effort > left;
            left -= isExceeded ? 0 : effort;
            return !isExceeded;
        }
    }
}
