package io.github.accessentries.rbac;

import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.rule.PathPattern;
import io.github.accessentries.internal.rule.ResourcePattern;
import io.github.accessentries.internal.rule.RuleMatching;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A rule in a place, ready to be laid over others as a whole: what two rules have in common is, part by part, what their
 * parts have in common, however many combinations that is. For requests over the API, as {@link GrantedPermissions} are.
 *
 * @param where the place
 * @param rule the rule, without paths where the place is not the whole cluster
 * @param verbs its verbs
 * @param groups its groups
 * @param resources its resources
 * @param names its names
 */
record RuleOverlap(
        Where where, Rule rule, Set<String> verbs, Set<String> groups, Set<String> resources, Set<String> names) {

    /** {@code null} if nothing is left of the rule in the place. */
    static @Nullable RuleOverlap of(Where place, Rule rule) {
        Where where = Places.normal(place);
        Rule there = where.isClusterWide() || rule.paths().isEmpty()
                ? rule
                : Rule.asReceived().from(rule).paths(List.of()).build();
        boolean forResources =
                !there.apiGroups().isEmpty() && !there.resources().isEmpty();
        return there.verbs().isEmpty() || (!forResources && there.paths().isEmpty())
                ? null
                : new RuleOverlap(
                        where,
                        there,
                        new LinkedHashSet<>(there.verbs()),
                        new LinkedHashSet<>(there.apiGroups()),
                        new LinkedHashSet<>(there.resources()),
                        new LinkedHashSet<>(there.resourceNames()));
    }

    /** How many texts are looked at to lay this over another one, at most. */
    long effort(RuleOverlap other) {
        return 1L
                + verbs.size()
                + other.verbs.size()
                + groups.size()
                + other.groups.size()
                + resources.size()
                + other.resources.size()
                + names.size()
                + other.names.size()
                + 2L * rule.paths().size() * other.rule.paths().size();
    }

    /** Whether another one alone allows all that this does. */
    boolean isCoveredBy(RuleOverlap other) {
        return Places.covers(other.where, where)
                && all(verbs, other.verbs, RuleOverlap::hasText)
                && all(rule.paths(), other.rule.paths(), RuleOverlap::hasPath)
                && (groups.isEmpty()
                        || resources.isEmpty()
                        || (all(groups, other.groups, RuleOverlap::hasText)
                                && all(resources, other.resources, RuleOverlap::hasResource)
                                && (other.names.isEmpty() || (!names.isEmpty() && other.names.containsAll(names)))));
    }

    /** What both allow, {@code null} if that is nothing. */
    @Nullable
    RuleOverlap intersection(RuleOverlap other) {
        Set<String> bothGroups = both(groups, other.groups, RuleOverlap::hasText);
        if (bothGroups.isEmpty()
                && (rule.paths().isEmpty() || other.rule.paths().isEmpty())) {
            return null;
        }
        Where place = Places.intersection(where, other.where);
        if (place == null) {
            return null;
        }
        Rule.Builder common = Rule.asReceived()
                .verbs(both(verbs, other.verbs, RuleOverlap::hasText))
                .paths(both(rule.paths(), other.rule.paths(), RuleOverlap::hasPath));
        boolean anyName = names.isEmpty() || other.names.isEmpty();
        Set<String> bothNames =
                anyName ? names.isEmpty() ? other.names : names : both(names, other.names, Collection::contains);
        if (anyName || !bothNames.isEmpty()) {
            common.apiGroups(bothGroups)
                    .resources(both(resources, other.resources, RuleOverlap::hasResource))
                    .resourceNames(bothNames);
        }
        return of(place, common.build());
    }

    private static boolean all(
            Collection<String> some, Collection<String> wide, BiPredicate<Collection<String>, String> has) {
        for (String text : some) {
            if (!has.test(wide, text)) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> both(
            Collection<String> some, Collection<String> others, BiPredicate<Collection<String>, String> has) {
        Set<String> both = new LinkedHashSet<>();
        for (String text : some) {
            if (has.test(others, text)) {
                both.add(text);
            }
        }
        for (String text : others) {
            if (has.test(some, text)) {
                both.add(text);
            }
        }
        return both;
    }

    private static boolean hasText(Collection<String> wide, String text) {
        return wide.contains(text) || wide.contains(RuleMatching.ALL);
    }

    private static boolean hasResource(Collection<String> wide, String resource) {
        return hasText(wide, resource)
                || (ResourcePattern.slash(resource) >= 0 && wide.contains(ResourcePattern.ofAllResources(resource)));
    }

    private static boolean hasPath(Collection<String> wide, String path) {
        return wide.stream().anyMatch(each -> PathPattern.covers(each, path));
    }
}
