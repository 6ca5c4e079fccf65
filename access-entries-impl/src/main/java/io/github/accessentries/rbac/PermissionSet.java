package io.github.accessentries.rbac;

import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Permissions taken apart into single verbs on single targets, to be merged, subtracted and intersected. Filled by one
 * thread, then read.
 *
 * <p>All of this is exact, since one wildcard is covered by others only if one of them covers it alone: they name finitely
 * many of the names that it stands for. The same is true of patterns of namespaces, as long as there is a character that
 * none of them has.
 */
final class PermissionSet {

    private static final String ALL = Target.ALL;

    /** Who gives what; reasons each once. */
    private final Map<Where, Map<Target, Map<String, Set<Reason>>>> places = new TreeMap<>();

    static PermissionSet of(Permissions permissions) {
        PermissionSet set = new PermissionSet();
        permissions.all().forEach(each -> set.add(each.where(), each.rule(), each.reasons()));
        return set;
    }

    /** Rules for paths reach nothing from within namespaces. */
    void add(Where where, Rule rule, Collection<Reason> reasons) {
        if (!rule.paths().isEmpty() && !where.isClusterWide()) {
            return;
        }
        Where place = Places.normal(where);
        for (Target target : targets(rule)) {
            for (String verb : rule.verbs()) {
                add(place, target, verb, reasons);
            }
        }
    }

    private void add(Where where, Target target, String verb, Collection<Reason> reasons) {
        places.computeIfAbsent(where, each -> new LinkedHashMap<>())
                .computeIfAbsent(target, each -> new LinkedHashMap<>())
                .computeIfAbsent(verb, each -> new LinkedHashSet<>())
                .addAll(reasons);
    }

    private static List<Target> targets(Rule rule) {
        List<Target> targets = new ArrayList<>();
        rule.paths().forEach(path -> targets.add(Target.ofPath(path)));
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
    PermissionSet reduced() {
        PermissionSet reduced = new PermissionSet();
        places.forEach((where, targets) -> {
            List<Where> wider = places.keySet().stream()
                    .filter(place -> Places.covers(place, where))
                    .toList();
            targets.forEach((target, verbs) -> verbs.forEach((verb, reasons) -> {
                if (wider.stream().noneMatch(place -> coveredIn(place, where, target, verb))) {
                    reduced.add(where, target, verb, reasons);
                }
            }));
        });
        return reduced;
    }

    private boolean coveredIn(Where place, Where where, Target target, String verb) {
        for (Map.Entry<Target, Map<String, Set<Reason>>> other :
                places.getOrDefault(place, Map.of()).entrySet()) {
            if (other.getKey().covers(target)) {
                boolean itself = place.equals(where) && other.getKey().equals(target);
                Map<String, Set<Reason>> verbs = other.getValue();
                if ((!itself && verbs.containsKey(verb)) || (verbs.containsKey(ALL) && !(itself && verb.equals(ALL)))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What is in both; the reasons are those here. */
    PermissionSet intersection(PermissionSet other) {
        PermissionSet both = new PermissionSet();
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

    private void addCommonVerbs(Where place, Target target, Map<String, Set<Reason>> verbs, Set<String> otherVerbs) {
        verbs.forEach((verb, reasons) -> {
            if (verb.equals(ALL)) {
                otherVerbs.forEach(otherVerb -> add(place, target, otherVerb, reasons));
            } else if (otherVerbs.contains(verb) || otherVerbs.contains(ALL)) {
                add(place, target, verb, reasons);
            }
        });
    }

    /** What is left of permissions where others are taken away: the same place or less of it, and what is not left. */
    private record Rest(Where where, List<Permission> except) {}

    /** What is here and not there, merged. */
    Permissions minus(PermissionSet other) {
        Map<Rest, PermissionSet> rests = new LinkedHashMap<>();
        places.forEach((where, targets) -> targets.forEach((target, verbs) -> verbs.forEach((verb, reasons) -> {
            Rest rest = other.restOf(where, target, verb);
            if (rest != null) {
                rests.computeIfAbsent(rest, each -> new PermissionSet()).add(rest.where(), target, verb, reasons);
            }
        })));
        List<Permission> all = new ArrayList<>();
        rests.forEach((rest, set) -> all.addAll(set.merged(rest.except())));
        all.sort(PermissionMerge.ORDER);
        return Permissions.of(all, List.of());
    }

    private @Nullable Rest restOf(Where where, Target target, String verb) {
        TreeSet<String> placesGone = new TreeSet<>();
        PermissionSet gone = new PermissionSet();
        for (Map.Entry<Where, Map<Target, Map<String, Set<Reason>>>> entry : places.entrySet()) {
            Where common = Places.intersection(where, entry.getKey());
            if (common == null) {
                continue;
            }
            for (Map.Entry<Target, Map<String, Set<Reason>>> taken :
                    entry.getValue().entrySet()) {
                Target both = target.intersection(taken.getKey());
                Set<String> verbs = taken.getValue().keySet();
                if (both == null || !(verbs.contains(verb) || verbs.contains(ALL) || verb.equals(ALL))) {
                    continue;
                }
                boolean verbCovered = verbs.contains(verb) || verbs.contains(ALL);
                if (verbCovered && both.equals(target)) {
                    if (common.equals(where)) {
                        return null;
                    }
                    placesGone.addAll(entry.getKey().namespaces());
                } else if (verbCovered) {
                    gone.add(common, both, verb, List.of());
                } else {
                    verbs.forEach(each -> gone.add(common, both, each, List.of()));
                }
            }
        }
        placesGone.removeIf(
                name -> placesGone.stream().anyMatch(wider -> !wider.equals(name) && Places.covers(wider, name)));
        gone.places
                .keySet()
                .removeIf(place -> placesGone.stream().anyMatch(wider -> Places.covers(Where.namespace(wider), place)));
        return new Rest(where.without(placesGone), gone.reduced().merged(List.of()));
    }

    /** Everything, merged for reading; merges what is reduced already. */
    List<Permission> merged(List<Permission> except) {
        List<Permission> merged = new ArrayList<>();
        places.forEach((where, targets) -> merged.addAll(PermissionMerge.merge(where, targets, except)));
        return merged;
    }
}
