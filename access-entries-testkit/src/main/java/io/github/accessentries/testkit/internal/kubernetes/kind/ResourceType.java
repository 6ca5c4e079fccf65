package io.github.accessentries.testkit.internal.kubernetes.kind;

import java.util.List;
import java.util.Set;

/**
 * A kind of object, as one version of the API serves it.
 *
 * @param group its API group, empty for the core group
 * @param version for example {@code v1}
 * @param resource its plural in paths and rules
 * @param kind its name in objects
 * @param singular its name for one
 * @param namespaced whether its objects live in namespaces
 * @param shortNames what else people type
 * @param categories the sets it belongs to, such as {@code all}
 * @param verbs what can be done with it
 * @param subresources what stands after a name in paths
 */
public record ResourceType(
        String group,
        String version,
        String resource,
        String kind,
        String singular,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        Set<String> verbs,
        Set<String> subresources) {

    /** What kinds usually take. */
    public static final Set<String> ALL_VERBS =
            Set.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    /** Group and version as objects say them. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** What is stored as one, whatever the version. */
    public GroupResource groupResource() {
        return new GroupResource(group, resource);
    }

    /** Whether objects of it are kept; reviews are answered and forgotten. */
    public boolean isStored() {
        return verbs.contains("get");
    }
}
