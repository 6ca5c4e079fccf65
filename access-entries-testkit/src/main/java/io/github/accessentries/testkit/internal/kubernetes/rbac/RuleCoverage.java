package io.github.accessentries.testkit.internal.kubernetes.rbac;

import io.github.accessentries.authz.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Whether some rules allow all that others do, as Kubernetes compares them: the others are taken apart into single
 * permissions, each of which has to be covered by one rule alone.
 */
public final class RuleCoverage {

    private static final String ALL = "*";

    /** A rule with more is covered as a whole or not at all. */
    private static final long MOST_SINGLES = 1 << 20;

    private RuleCoverage() {}

    /**
     * Compares rules.
     *
     * @param held what somebody has
     * @param wanted what is to be covered
     * @return the single permissions that are not covered, in order
     */
    public static List<Rule> missing(Collection<Rule> held, Collection<Rule> wanted) {
        List<Rule> missing = new ArrayList<>();
        for (Rule rule : wanted) {
            List<Rule> parts = size(rule) > MOST_SINGLES ? List.of(rule) : apart(rule);
            for (Rule single : parts) {
                if (held.stream().noneMatch(owned -> covers(owned, single))) {
                    missing.add(single);
                }
            }
        }
        return missing;
    }

    private static long size(Rule rule) {
        long resources = (long) rule.apiGroups().size() * rule.resources().size();
        long names = Math.max(1, rule.resourceNames().size());
        // Each factor is below the length of a body, so the first product is exact.
        return resources > MOST_SINGLES
                ? resources
                : Math.max(resources * names, rule.paths().size())
                        * rule.verbs().size();
    }

    private static List<Rule> apart(Rule rule) {
        List<Rule> singles = new ArrayList<>();
        for (String group : rule.apiGroups()) {
            for (String resource : rule.resources()) {
                for (String verb : rule.verbs()) {
                    Rule single = Rule.asReceived()
                            .addVerbs(verb)
                            .addApiGroups(group)
                            .addResources(resource)
                            .build();
                    if (rule.resourceNames().isEmpty()) {
                        singles.add(single);
                    }
                    rule.resourceNames()
                            .forEach(name -> singles.add(Rule.asReceived()
                                    .from(single)
                                    .addResourceNames(name)
                                    .build()));
                }
            }
        }
        for (String path : rule.paths()) {
            for (String verb : rule.verbs()) {
                singles.add(Rule.asReceived().addVerbs(verb).addPaths(path).build());
            }
        }
        return singles;
    }

    private static boolean covers(Rule owned, Rule single) {
        return covers(owned.verbs(), single.verbs())
                && covers(owned.apiGroups(), single.apiGroups())
                && single.resources().stream().allMatch(resource -> coversResource(owned.resources(), resource))
                && single.paths().stream()
                        .allMatch(path -> owned.paths().stream().anyMatch(own -> coversPath(own, path)))
                && (owned.resourceNames().isEmpty()
                        || (!single.resourceNames().isEmpty()
                                && owned.resourceNames().containsAll(single.resourceNames())));
    }

    private static boolean covers(List<String> owned, List<String> wanted) {
        return owned.contains(ALL) || owned.containsAll(wanted);
    }

    private static boolean coversResource(List<String> owned, String resource) {
        int slash = resource.indexOf('/');
        return owned.contains(ALL)
                || owned.contains(resource)
                || (slash >= 0 && owned.contains("*" + resource.substring(slash)));
    }

    private static boolean coversPath(String owned, String path) {
        if (owned.equals(path)) {
            return true;
        }
        if (!owned.endsWith(ALL)) {
            return false;
        }
        int end = owned.length();
        while (end > 0 && owned.charAt(end - 1) == '*') {
            end--;
        }
        return path.startsWith(owned.substring(0, end));
    }

    /**
     * Permissions in Kubernetes' words, one on a line: those for one resource are put together.
     *
     * @param singles single permissions, as {@link #missing} gives them
     */
    public static String inWords(Collection<Rule> singles) {
        Map<List<String>, Rule> together = new LinkedHashMap<>();
        TreeSet<String> lines = new TreeSet<>();
        for (Rule single : singles) {
            if (isSimple(single)) {
                together.merge(
                        List.of(single.apiGroups().get(0), single.resources().get(0)),
                        single,
                        (earlier, later) -> Rule.asReceived()
                                .from(earlier)
                                .addAllVerbs(later.verbs())
                                .build());
            } else {
                lines.add(line(single));
            }
        }
        together.values().forEach(rule -> lines.add(line(rule)));
        return String.join("\n", lines);
    }

    private static boolean isSimple(Rule rule) {
        return rule.paths().isEmpty()
                && rule.resourceNames().isEmpty()
                && rule.apiGroups().size() == 1
                && rule.resources().size() == 1;
    }

    private static String line(Rule rule) {
        List<String> parts = new ArrayList<>();
        addPart(parts, "APIGroups", rule.apiGroups());
        addPart(parts, "Resources", rule.resources());
        addPart(parts, "NonResourceURLs", rule.paths());
        addPart(parts, "ResourceNames", rule.resourceNames());
        addPart(parts, "Verbs", rule.verbs());
        return "{" + String.join(", ", parts) + "}";
    }

    private static void addPart(List<String> parts, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            parts.add(name + ":" + GoText.quoted(texts));
        }
    }
}
