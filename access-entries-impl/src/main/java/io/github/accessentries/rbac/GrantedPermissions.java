package io.github.accessentries.rbac;

import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Permissions taken apart into single verbs on single targets, to be merged, subtracted and intersected. Filled by one
 * thread, then read.
 *
 * <p>Merging is exact. Subtracting and intersecting are so for requests over the API, in which no resource has a slash,
 * since one wildcard is covered by others only if one of them covers it alone: they name finitely many of the names that
 * it stands for. The same is true of patterns of namespaces, as long as there is a character that none of them has.
 *
 * @param <R> what stands for the reason of a permission
 */
final class GrantedPermissions<R> {

    private static final String ALL = Target.ALL;

    /** Who gives what; reasons each once. */
    private final Map<Where, Map<Target, Map<String, Set<R>>>> places = new TreeMap<>();

    /** Rules for paths reach nothing from within namespaces. */
    void add(Where where, Rule rule, Collection<R> reasons) {
        Where place = Places.normal(where);
        for (Target target : targets(rule, where.isClusterWide())) {
            for (String verb : rule.verbs()) {
                add(place, target, verb, reasons);
            }
        }
    }

    private void add(Where where, Target target, String verb, Collection<R> reasons) {
        places.computeIfAbsent(where, each -> new LinkedHashMap<>())
                .computeIfAbsent(target, each -> new LinkedHashMap<>())
                .computeIfAbsent(verb, each -> new LinkedHashSet<>())
                .addAll(reasons);
    }

    private static List<Target> targets(Rule rule, boolean withPaths) {
        List<Target> targets = new ArrayList<>();
        if (withPaths) {
            rule.paths().forEach(path -> targets.add(Target.ofPath(path)));
        }
        for (String group : rule.apiGroups()) {
            for (String resource : rule.resources()) {
                if (rule.resourceNames().isEmpty()) {
                    targets.add(new Target(group, resource, null, null));
                }
                rule.resourceNames().forEach(name -> targets.add(new Target(group, resource, name, null)));
            }
        }
        return targets;
    }

    /** Everything, without what something else in here covers. */
    @SuppressWarnings("ReferenceEquality") // Only the target's own verbs are no other's, not those that are equal.
    GrantedPermissions<R> reduced() {
        GrantedPermissions<R> reduced = new GrantedPermissions<>();
        places.forEach((where, targets) -> {
            List<Map<Target, Map<String, Set<R>>>> there = placesCovering(where);
            targets.forEach((target, verbs) -> {
                Set<String> others = new HashSet<>();
                eachCovering(there, target.wider(false), found -> {
                    if (found != verbs) {
                        others.addAll(found.keySet());
                    }
                });
                boolean allVerbs = verbs.containsKey(ALL);
                verbs.forEach((verb, reasons) -> {
                    if (!has(others, verb) && (!allVerbs || verb.equals(ALL))) {
                        reduced.add(where, target, verb, reasons);
                    }
                });
            });
        });
        return reduced;
    }

    private List<Map<Target, Map<String, Set<R>>>> placesCovering(Where where) {
        return places.entrySet().stream()
                .filter(entry -> Places.covers(entry.getKey(), where))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The verbs of each target that takes in all of another. */
    private static <R> void eachCovering(
            List<Map<Target, Map<String, Set<R>>>> there, Set<Target> covering, Consumer<Map<String, Set<R>>> action) {
        for (Target wider : covering) {
            for (Map<Target, Map<String, Set<R>>> targets : there) {
                Map<String, Set<R>> verbs = targets.get(wider);
                if (verbs != null) {
                    action.accept(verbs);
                }
            }
        }
    }

    private static boolean has(Set<String> verbs, String verb) {
        return verbs.contains(verb) || verbs.contains(ALL);
    }

    /** What is in both; the reasons are those here. */
    GrantedPermissions<R> intersection(GrantedPermissions<R> other) {
        GrantedPermissions<R> both = new GrantedPermissions<>();
        places.forEach((where, targets) -> other.places.forEach((otherWhere, otherTargets) -> {
            Where place = Places.intersection(where, otherWhere);
            if (place != null) {
                targets.forEach((target, verbs) -> otherTargets.forEach((otherTarget, otherVerbs) -> {
                    Target common = target.intersection(otherTarget);
                    if (common != null) {
                        both.addCommonVerbs(place, common, verbs, otherVerbs.keySet());
                    }
                }));
            }
        }));
        return both;
    }

    private void addCommonVerbs(Where place, Target target, Map<String, Set<R>> verbs, Set<String> otherVerbs) {
        verbs.forEach((verb, reasons) -> {
            if (verb.equals(ALL)) {
                otherVerbs.forEach(otherVerb -> add(place, target, otherVerb, reasons));
            } else if (otherVerbs.contains(verb) || otherVerbs.contains(ALL)) {
                add(place, target, verb, reasons);
            }
        });
    }

    /** What is left of permissions where others are taken away: the same place or less of it, and what is not left. */
    private record Rest<R>(Where where, List<MergedRule<R>> except) {}

    /** What is here and not there, merged, in no order. */
    List<MergedRule<R>> minus(GrantedPermissions<R> other) {
        Map<Rest<R>, GrantedPermissions<R>> rests = new LinkedHashMap<>();
        places.forEach((where, targets) -> {
            List<Map<Target, Map<String, Set<R>>>> there = other.placesCovering(where);
            targets.forEach((target, verbs) -> {
                Set<String> gone = new HashSet<>();
                eachCovering(there, target.wider(true), found -> gone.addAll(found.keySet()));
                verbs.forEach((verb, reasons) -> {
                    if (!has(gone, verb)) {
                        Rest<R> rest = other.restOf(where, target, verb);
                        rests.computeIfAbsent(rest, each -> new GrantedPermissions<>())
                                .add(rest.where(), target, verb, reasons);
                    }
                });
            });
        });
        List<MergedRule<R>> all = new ArrayList<>();
        rests.forEach((rest, set) -> all.addAll(set.merged(rest.except())));
        return all;
    }

    /** What is left of something that nothing here covers as a whole. */
    private Rest<R> restOf(Where where, Target target, String verb) {
        TreeSet<String> placesGone = new TreeSet<>();
        GrantedPermissions<R> gone = new GrantedPermissions<>();
        places.forEach((place, targets) -> {
            Where common = Places.intersection(where, place);
            if (common == null) {
                return;
            }
            targets.forEach((taken, verbs) -> {
                Target both = target.intersection(taken);
                boolean verbCovered = has(verbs.keySet(), verb);
                if (both == null || !(verbCovered || verb.equals(ALL))) {
                    return;
                }
                if (verbCovered && both.equals(target)) {
                    placesGone.addAll(place.namespaces());
                } else if (verbCovered) {
                    gone.add(common, both, verb, List.of());
                } else {
                    verbs.keySet().forEach(each -> gone.add(common, both, each, List.of()));
                }
            });
        });
        placesGone.removeIf(
                name -> placesGone.stream().anyMatch(wider -> !wider.equals(name) && Places.covers(wider, name)));
        gone.places
                .keySet()
                .removeIf(place -> placesGone.stream().anyMatch(wider -> Places.covers(Where.namespace(wider), place)));
        return new Rest<>(where.without(placesGone), gone.reduced().merged());
    }

    /** Everything, merged for reading, by place and rule; merges what is reduced already. */
    List<MergedRule<R>> merged() {
        return merged(List.of());
    }

    private List<MergedRule<R>> merged(List<MergedRule<R>> except) {
        List<MergedRule<R>> merged = new ArrayList<>();
        places.forEach((where, targets) -> merged.addAll(PermissionMerge.merge(where, targets, except)));
        return merged;
    }
}
