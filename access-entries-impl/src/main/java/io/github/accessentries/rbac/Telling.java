package io.github.accessentries.rbac;

import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Where;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Tells merged rules as permissions.
 *
 * @param places what is told in place of a place
 * @param reasons the reasons, by text, of which others stand for them
 * @param <R> what stands for a reason
 */
record Telling<R>(UnaryOperator<Where> places, Function<List<R>, List<Reason>> reasons) {

    /**
     * A permission, to be sorted among others: by place, then by what the rule is for, then by what is not allowed.
     *
     * @param permission the permission
     * @param text its rule as rules are sorted
     */
    record Told(Permission permission, String text) implements Comparable<Told> {

        private static final Comparator<Told> ORDER = Comparator.comparing((Told told) -> told.permission.where())
                .thenComparing(Told::text)
                .thenComparing(told -> told.permission.except().toString());

        @Override
        public int compareTo(Told other) {
            return ORDER.compare(this, other);
        }
    }

    /** As it stands. */
    static Telling<Reason> plain() {
        return new Telling<>(where -> where, Telling::byText);
    }

    /** Several rules of one role are one reason. */
    static List<Reason> byText(List<Reason> reasons) {
        if (reasons.size() < 2) {
            return reasons;
        }
        Map<String, Reason> byText = new TreeMap<>();
        reasons.forEach(reason -> byText.putIfAbsent(reason.text(), reason));
        return List.copyOf(byText.values());
    }

    /** Those of several tellings together. */
    static Permissions sorted(List<Told> told) {
        return Permissions.of(told.stream().sorted().map(Told::permission).toList(), List.of());
    }

    List<Told> told(List<MergedRule<R>> rules) {
        return rules.stream()
                .map(rule -> new Told(permission(rule), rule.text()))
                .toList();
    }

    /** In the order in which they are. */
    List<Permission> permissions(List<MergedRule<R>> rules) {
        return rules.stream().map(this::permission).toList();
    }

    private Permission permission(MergedRule<R> merged) {
        return Permission.builder()
                .where(places.apply(merged.where()))
                .rule(merged.rule())
                .except(permissions(merged.except()))
                .reasons(reasons.apply(merged.reasons()))
                .build();
    }
}
