package io.github.accessentries.internal.rule;

import java.util.Collection;
import java.util.List;

/**
 * What each part of a rule matches, to the letter of the RBAC authorizer of Kubernetes: texts are compared as they stand,
 * blank ones and those that no cluster would accept included, and {@code *} is special only where it says so here. What a
 * request leaves out is the empty text.
 *
 * <p>A request for a resource is allowed if verb, API group, resource and name match, one for a path if verb and path do.
 */
public final class RuleMatching {

    /** Stands for everything. */
    public static final String ALL = "*";

    private RuleMatching() {}

    /**
     * Whether verbs have one.
     *
     * @param verbs the verbs of a rule; none match nothing
     * @param verb that of a request
     * @return {@code true} if it is among them, or {@code *} is
     */
    public static boolean verb(List<String> verbs, String verb) {
        return verbs.contains(verb) || verbs.contains(ALL);
    }

    /**
     * Whether API groups have one.
     *
     * @param groups the groups of a rule; none match nothing
     * @param group that of a request
     * @return {@code true} if it is among them, or {@code *} is
     */
    public static boolean apiGroup(List<String> groups, String group) {
        return groups.contains(group) || groups.contains(ALL);
    }

    /**
     * Whether resources have one.
     *
     * @param resources the resources of a rule; none match nothing
     * @param resource that of a request
     * @param subresource that of a request
     * @return {@code true} if one of them is what {@link ResourcePattern} matches
     */
    public static boolean resource(List<String> resources, String resource, String subresource) {
        for (int i = 0; i < resources.size(); i++) {
            if (ResourcePattern.matches(resources.get(i), resource, subresource)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether names have one.
     *
     * @param names the names of a rule; none match every name. The empty one matches requests without a name
     * @param name that of a request
     * @return {@code true} if there are none, or it is among them
     */
    public static boolean name(Collection<String> names, String name) {
        return names.isEmpty() || names.contains(name);
    }

    /**
     * Whether paths have one.
     *
     * @param paths the paths of a rule; none match nothing
     * @param path that of a request
     * @return {@code true} if one of them is what {@link PathPattern} matches
     */
    public static boolean path(List<String> paths, String path) {
        for (int i = 0; i < paths.size(); i++) {
            if (PathPattern.matches(paths.get(i), path)) {
                return true;
            }
        }
        return false;
    }
}
