package io.github.accessentries.rbac;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.SubjectComparison;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A second comparison, slow and plain: each subject by itself, from all that it is given to what is gained, lost and kept,
 * with the real places and reasons in every step. It shares only what lies under both: how places and targets lie to each other.
 */
final class NaiveComparison {

    static ModelComparison of(AccessModel earlier, AccessModel later) {
        ModelComparison.Builder comparison = ModelComparison.builder();
        Set<String> doubts = new LinkedHashSet<>(earlier.doubts());
        doubts.addAll(later.doubts());
        Set<Subject> subjects = new TreeSet<>(earlier.subjects());
        subjects.addAll(later.subjects());
        for (Subject subject : subjects) {
            NaiveComparison old = of(permissionsOf(subject, earlier));
            NaiveComparison now = of(permissionsOf(subject, later));
            SubjectComparison change = SubjectComparison.builder()
                    .subject(subject)
                    .gained(now.minus(old))
                    .lost(old.minus(now))
                    .kept(Permissions.of(now.intersection(old).reduced().merged(List.of()), List.of()))
                    .build();
            List<String> before = earlier.doubtsAbout(subject);
            List<String> after = later.doubtsAbout(subject);
            if (change.isUnchanged()) {
                comparison.addUnchanged(subject);
            } else {
                comparison.addChanges(change);
            }
            boolean isInDoubtAlike =
                    policiesInDoubt(subject, before, earlier).equals(policiesInDoubt(subject, after, later));
            if (!change.isUnchanged() || !before.equals(after) || !isInDoubtAlike) {
                before.forEach(doubt -> doubts.add(subject + ": " + doubt));
                after.forEach(doubt -> doubts.add(subject + ": " + doubt));
            }
        }
        return comparison.doubts(doubts).build();
    }

    /** Principals with the policies, and their scopes, that a doubt names: one by one, or all by naming whose they are. */
    private static Set<String> policiesInDoubt(Subject subject, List<String> doubts, AccessModel model) {
        return model.entries().stream()
                .flatMap(entry -> entry.policies().stream()
                        .filter(policy -> doubts.stream()
                                .anyMatch(doubt ->
                                        doubt.contains(entry.principal().toString())
                                                || (subject.equals(new Subject.Principal(entry.principal()))
                                                        && doubt.contains(
                                                                policy.policy().toString()))))
                        .map(policy -> entry.principal() + " " + policy))
                .collect(Collectors.toSet());
    }

    static Permissions permissionsOf(KubernetesUser user, AccessModel model) {
        NaiveComparison set = new NaiveComparison();
        model.grantsOf(user).forEach(grant -> set.add(grant.where(), grant.rule(), grant.reasons()));
        return Permissions.of(set.reduced().merged(List.of()), List.of());
    }

    private static Permissions permissionsOf(Subject subject, AccessModel model) {
        return model.userOf(subject).map(user -> permissionsOf(user, model)).orElse(Permissions.none());
    }

    private static final String ALL = Target.ALL;

    /** Who gives what; reasons each once. */
    private final Map<Where, Map<Target, Map<String, Set<Reason>>>> places = new TreeMap<>();

    static NaiveComparison of(Permissions permissions) {
        NaiveComparison set = new NaiveComparison();
        permissions.all().forEach(each -> set.add(each.where(), each.rule(), each.reasons()));
        return set;
    }

    /** Rules for paths reach nothing from within namespaces. */
    void add(Where where, Rule rule, Collection<Reason> reasons) {
        Where place = Places.normal(where);
        for (Target target : targets(rule, where.isClusterWide())) {
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
    NaiveComparison reduced() {
        NaiveComparison reduced = new NaiveComparison();
        places.forEach((where, targets) -> {
            List<Map<Target, Map<String, Set<Reason>>>> there = placesCovering(where);
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

    private List<Map<Target, Map<String, Set<Reason>>>> placesCovering(Where where) {
        return places.entrySet().stream()
                .filter(entry -> Places.covers(entry.getKey(), where))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The verbs of each target that takes in all of another. */
    private static void eachCovering(
            List<Map<Target, Map<String, Set<Reason>>>> there,
            Set<Target> covering,
            Consumer<Map<String, Set<Reason>>> action) {
        for (Target wider : covering) {
            for (Map<Target, Map<String, Set<Reason>>> targets : there) {
                Map<String, Set<Reason>> verbs = targets.get(wider);
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
    NaiveComparison intersection(NaiveComparison other) {
        NaiveComparison both = new NaiveComparison();
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
    Permissions minus(NaiveComparison other) {
        Map<Rest, NaiveComparison> rests = new LinkedHashMap<>();
        places.forEach((where, targets) -> {
            List<Map<Target, Map<String, Set<Reason>>>> there = other.placesCovering(where);
            targets.forEach((target, verbs) -> {
                Set<String> gone = new HashSet<>();
                eachCovering(there, target.wider(true), found -> gone.addAll(found.keySet()));
                verbs.forEach((verb, reasons) -> {
                    if (!has(gone, verb)) {
                        Rest rest = other.restOf(where, target, verb);
                        rests.computeIfAbsent(rest, each -> new NaiveComparison())
                                .add(rest.where(), target, verb, reasons);
                    }
                });
            });
        });
        List<Permission> all = new ArrayList<>();
        rests.forEach((rest, set) -> all.addAll(set.merged(rest.except())));
        if (rests.size() > 1) {
            all.sort(ORDER);
        }
        return Permissions.of(all, List.of());
    }

    /** What is left of something that nothing here covers as a whole. */
    private Rest restOf(Where where, Target target, String verb) {
        TreeSet<String> placesGone = new TreeSet<>();
        NaiveComparison gone = new NaiveComparison();
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
        return new Rest(where.without(placesGone), gone.reduced().merged(List.of()));
    }

    /** Everything, merged for reading; merges what is reduced already. */
    List<Permission> merged(List<Permission> except) {
        List<Permission> merged = new ArrayList<>();
        places.forEach((where, targets) -> merged.addAll(merge(where, targets, except)));
        return merged;
    }

    /** By place, then by what the rules are for. */
    static final Comparator<Permission> ORDER = Comparator.comparing(Permission::where)
            .thenComparing(permission -> text(permission.rule()))
            .thenComparing(permission -> permission.except().toString());

    private static final List<String> USUAL_VERBS =
            List.of("*", "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");
    private static final Comparator<String> VERB_ORDER = Comparator.<String>comparingInt(
                    verb -> USUAL_VERBS.contains(verb) ? USUAL_VERBS.indexOf(verb) : USUAL_VERBS.size())
            .thenComparing(Comparator.naturalOrder());

    /** A rule under way; all parts sorted, without repetitions. */
    private record Part(
            List<String> verbs, Set<String> groups, Set<String> resources, Set<String> names, Set<String> paths) {

        Rule toRule() {
            return Rule.asReceived()
                    .verbs(verbs)
                    .apiGroups(groups)
                    .resources(resources)
                    .resourceNames(names)
                    .paths(paths)
                    .build();
        }

        Part withNames(Set<String> others) {
            return new Part(verbs, groups, resources, others, paths);
        }

        Part withResources(Set<String> others) {
            return new Part(verbs, groups, others, names, paths);
        }

        Part withGroups(Set<String> others) {
            return new Part(verbs, others, resources, names, paths);
        }

        Part withPaths(Set<String> others) {
            return new Part(verbs, groups, resources, names, others);
        }
    }

    static List<Permission> merge(Where where, Map<Target, Map<String, Set<Reason>>> targets, List<Permission> except) {
        Map<Part, Set<Reason>> parts = new LinkedHashMap<>();
        targets.forEach((target, verbs) -> {
            Part part = new Part(
                    verbs.keySet().stream().sorted(VERB_ORDER).toList(),
                    target.path() == null ? Set.of(target.apiGroup()) : Set.of(),
                    target.path() == null ? Set.of(target.resource()) : Set.of(),
                    target.name() == null ? Set.of() : Set.of(target.name()),
                    target.path() == null ? Set.of() : Set.of(target.path()));
            Set<Reason> reasons = parts.computeIfAbsent(part, each -> new LinkedHashSet<>());
            verbs.values().forEach(reasons::addAll);
        });
        Map<Part, Set<Reason>> merged = mergeNames(parts);
        merged = merge(merged, Part::resources, Part::withResources);
        merged = merge(merged, Part::groups, Part::withGroups);
        merged = merge(merged, Part::paths, Part::withPaths);
        List<Permission> sorted = new ArrayList<>();
        merged.forEach((part, reasons) -> {
            Rule rule = part.toRule();
            sorted.add(Permission.builder()
                    .where(where)
                    .rule(rule)
                    .except(except)
                    .reasons(eachOnce(reasons))
                    .build());
        });
        sorted.sort(ORDER);
        return sorted;
    }

    /** No names stand for all objects, so those do not merge with some. */
    private static Map<Part, Set<Reason>> mergeNames(Map<Part, Set<Reason>> parts) {
        Map<Part, Set<Reason>> named = new LinkedHashMap<>(parts);
        named.keySet().removeIf(part -> part.names().isEmpty());
        Map<Part, Set<Reason>> merged = new LinkedHashMap<>(parts);
        merged.keySet().removeIf(part -> !part.names().isEmpty());
        merged.putAll(merge(named, Part::names, Part::withNames));
        return merged;
    }

    private interface With {
        Part apply(Part part, Set<String> values);
    }

    /** Brings together what differs only in one aspect. */
    private static Map<Part, Set<Reason>> merge(
            Map<Part, Set<Reason>> parts, Function<Part, Set<String>> aspect, With with) {
        Map<Part, Set<String>> values = new LinkedHashMap<>();
        Map<Part, Set<Reason>> reasons = new LinkedHashMap<>();
        parts.forEach((part, why) -> {
            Part rest = with.apply(part, Set.of());
            values.computeIfAbsent(rest, each -> new TreeSet<>()).addAll(aspect.apply(part));
            reasons.computeIfAbsent(rest, each -> new LinkedHashSet<>()).addAll(why);
        });
        Map<Part, Set<Reason>> merged = new LinkedHashMap<>();
        values.forEach((rest, all) -> merged.put(with.apply(rest, all), reasons.getOrDefault(rest, Set.of())));
        return merged;
    }

    /** Several rules of one role are one reason. */
    private static List<Reason> eachOnce(Set<Reason> reasons) {
        Map<String, Reason> byText = new TreeMap<>();
        reasons.forEach(reason -> byText.putIfAbsent(reason.text(), reason));
        return List.copyOf(byText.values());
    }

    private static String text(Rule rule) {
        return (rule.paths().isEmpty() ? "" : "~")
                + rule.apiGroups()
                + rule.resources()
                + rule.resourceNames()
                + rule.paths()
                + rule.verbs();
    }
}
