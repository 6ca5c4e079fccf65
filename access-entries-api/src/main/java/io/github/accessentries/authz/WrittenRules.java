package io.github.accessentries.authz;

import java.util.ArrayList;
import java.util.List;

/** What Kubernetes demands of the rules of a role before it stores them. */
final class WrittenRules {

    private WrittenRules() {}

    /**
     * What is wrong with rules that are about to be written.
     *
     * @param rules the rules
     * @param clusterWide whether they hold in the whole cluster, which alone has paths
     * @return each fault with the rule
     */
    static List<String> faults(List<Rule> rules, boolean clusterWide) {
        List<String> faults = new ArrayList<>();
        for (Rule rule : rules) {
            boolean ofPaths = !rule.paths().isEmpty();
            boolean ofResources =
                    !rule.resources().isEmpty() && !rule.apiGroups().isEmpty();
            boolean partlyOfResources = !rule.resources().isEmpty()
                    || !rule.apiGroups().isEmpty()
                    || !rule.resourceNames().isEmpty();
            if (rule.verbs().isEmpty()) {
                faults.add("a rule has no verbs; name at least one: " + rule);
            }
            if (ofPaths && partlyOfResources) {
                faults.add("a rule is for paths and for resources; make two rules of it: " + rule);
            } else if (!ofPaths && !ofResources) {
                faults.add("a rule names neither resources with their API groups nor paths; the core group is \"\": "
                        + rule);
            } else if (ofPaths && !clusterWide) {
                faults.add("a rule is for paths, which no namespace has; put it into a ClusterRole: " + rule);
            }
            if (hasBlank(rule.verbs()) || hasBlank(rule.resources()) || hasBlank(rule.paths())) {
                faults.add("a rule has a blank verb, resource or path; leave that out: " + rule);
            }
        }
        return faults;
    }

    private static boolean hasBlank(List<String> texts) {
        return texts.stream().anyMatch(String::isBlank);
    }
}
