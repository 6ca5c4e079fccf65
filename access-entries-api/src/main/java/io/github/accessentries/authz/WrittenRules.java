package io.github.accessentries.authz;

import java.util.List;

/** What Kubernetes demands of the rules of a role before it stores them. */
final class WrittenRules {

    private WrittenRules() {}

    /**
     * Refuses a rule that Kubernetes would refuse, or that was not written on purpose.
     *
     * @param of whose rule it is
     */
    static void require(String of, Rule rule) {
        boolean ofPaths = !rule.paths().isEmpty();
        boolean ofResources = !rule.resources().isEmpty() && !rule.apiGroups().isEmpty();
        boolean partlyOfResources = !rule.resources().isEmpty()
                || !rule.apiGroups().isEmpty()
                || !rule.resourceNames().isEmpty();
        if (rule.verbs().isEmpty()) {
            throw refused(of, rule, "has no verbs; name at least one");
        }
        if (ofPaths && partlyOfResources) {
            throw refused(of, rule, "is for paths and for resources; make two rules of it");
        }
        if (!ofPaths && !ofResources) {
            throw refused(of, rule, "names no resources with their API groups, and no paths; the core group is \"\"");
        }
        if (hasBlank(rule.verbs()) || hasBlank(rule.resources()) || hasBlank(rule.paths())) {
            throw refused(of, rule, "has a blank verb, resource or path; leave it out");
        }
    }

    private static boolean hasBlank(List<String> texts) {
        return texts.stream().anyMatch(String::isBlank);
    }

    private static IllegalArgumentException refused(String of, Rule rule, String why) {
        return new IllegalArgumentException("A rule of " + of + " " + why + ": " + rule);
    }
}
