package io.github.accessentries.testkit.internal.kubernetes.kind;

/**
 * What is stored as one, whatever the version that serves it.
 *
 * @param group its API group, empty for the core group
 * @param resource its plural
 */
public record GroupResource(String group, String resource) {

    @Override
    public String toString() {
        return group.isEmpty() ? resource : resource + "." + group;
    }
}
