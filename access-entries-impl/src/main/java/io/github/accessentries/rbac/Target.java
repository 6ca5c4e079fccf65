package io.github.accessentries.rbac;

import io.github.accessentries.internal.rule.PathPattern;
import io.github.accessentries.internal.rule.ResourcePattern;
import io.github.accessentries.internal.rule.RuleMatching;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a verb of a rule is for: one resource of one group, perhaps only one object; or one path. Each part may be a
 * wildcard of its own kind.
 *
 * @param apiGroup the group, or {@code *}
 * @param resource the resource, {@code *}, or {@code *}{@code /scale} for that subresource of all
 * @param name the object, {@code null} for all and none in particular, the empty text for requests without a name
 * @param path the path or its beginning with a {@code *}, {@code null} for resources
 */
record Target(
        String apiGroup,
        String resource,
        @Nullable String name,
        @Nullable String path) {

    static final String ALL = RuleMatching.ALL;

    static Target ofPath(String path) {
        return new Target("", "", null, PathPattern.normal(path));
    }

    /**
     * All that are for everything that this one is for: itself, and those with wildcards in its place.
     *
     * @param overTheApi whether it is enough to look at requests over the API, where no resource has a slash; see
     *     {@link ResourcePattern#covers}
     */
    Set<Target> wider(boolean overTheApi) {
        Set<Target> wider = new LinkedHashSet<>();
        wider.add(this);
        if (path != null) {
            String start = PathPattern.start(path);
            for (int end = 0; end <= start.length(); end++) {
                wider.add(ofPath(start.substring(0, end) + ALL));
            }
            return wider;
        }
        String ofAllResources = overTheApi ? ResourcePattern.ofAllResources(resource) : ALL;
        for (String group : List.of(apiGroup, ALL)) {
            for (String each : List.of(resource, ofAllResources, ALL)) {
                wider.add(new Target(group, each, name, null));
                wider.add(new Target(group, each, null, null));
            }
        }
        return wider;
    }

    /** What both are for in requests over the API, {@code null} if there is nothing. */
    @Nullable
    Target intersection(Target other) {
        if (path != null || other.path != null) {
            return path == null || other.path == null
                    ? null
                    : PathPattern.covers(path, other.path) ? other : PathPattern.covers(other.path, path) ? this : null;
        }
        String group = coversGroup(apiGroup, other.apiGroup)
                ? other.apiGroup
                : coversGroup(other.apiGroup, apiGroup) ? apiGroup : null;
        String both = ResourcePattern.covers(resource, other.resource)
                ? other.resource
                : ResourcePattern.covers(other.resource, resource) ? resource : null;
        boolean named = name == null || other.name == null || name.equals(other.name);
        return group == null || both == null || !named
                ? null
                : new Target(group, both, name == null ? other.name : name, null);
    }

    private static boolean coversGroup(String wide, String narrow) {
        return wide.equals(ALL) || wide.equals(narrow);
    }
}
