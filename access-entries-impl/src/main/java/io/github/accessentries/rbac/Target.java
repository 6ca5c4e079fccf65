package io.github.accessentries.rbac;

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
 * @param name the object, {@code null} for all and none in particular
 * @param path the path or its beginning with a {@code *}, {@code null} for resources
 */
record Target(
        String apiGroup,
        String resource,
        @Nullable String name,
        @Nullable String path) {

    static final String ALL = "*";

    static Target ofPath(String path) {
        return new Target("", "", null, path);
    }

    /** All that are for everything that this one is for: itself, and those with wildcards in its place. */
    Set<Target> wider() {
        Set<Target> wider = new LinkedHashSet<>();
        wider.add(this);
        if (path != null) {
            String start = withoutStar(path);
            for (int end = 0; end <= start.length(); end++) {
                wider.add(ofPath(start.substring(0, end) + ALL));
            }
            return wider;
        }
        int slash = resource.indexOf('/');
        String ofAllResources = slash < 0 ? ALL : ALL + resource.substring(slash);
        for (String group : List.of(apiGroup, ALL)) {
            for (String each : List.of(resource, ofAllResources, ALL)) {
                wider.add(new Target(group, each, name, null));
                wider.add(new Target(group, each, null, null));
            }
        }
        return wider;
    }

    /** What both are for, {@code null} if there is nothing. */
    @Nullable
    Target intersection(Target other) {
        if (path != null || other.path != null) {
            return path == null || other.path == null
                    ? null
                    : coversPath(path, other.path) ? other : coversPath(other.path, path) ? this : null;
        }
        String group = coversGroup(apiGroup, other.apiGroup)
                ? other.apiGroup
                : coversGroup(other.apiGroup, apiGroup) ? apiGroup : null;
        String both = coversResource(resource, other.resource)
                ? other.resource
                : coversResource(other.resource, resource) ? resource : null;
        boolean named = name == null || other.name == null || name.equals(other.name);
        return group == null || both == null || !named
                ? null
                : new Target(group, both, name == null ? other.name : name, null);
    }

    private static boolean coversGroup(String wide, String narrow) {
        return wide.equals(ALL) || wide.equals(narrow);
    }

    private static boolean coversResource(String wide, String narrow) {
        if (wide.equals(ALL) || wide.equals(narrow)) {
            return true;
        }
        int slash = narrow.indexOf('/');
        return slash >= 0
                && wide.length() == narrow.length() - slash + 1
                && wide.startsWith(ALL)
                && wide.endsWith(narrow.substring(slash));
    }

    private static boolean coversPath(String wide, String narrow) {
        return wide.equals(narrow) || (wide.endsWith(ALL) && withoutStar(narrow).startsWith(withoutStar(wide)));
    }

    private static String withoutStar(String path) {
        return path.endsWith(ALL) ? path.substring(0, path.length() - 1) : path;
    }
}
