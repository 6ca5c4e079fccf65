package io.github.accessentries.testkit.internal.kubernetes.object;

/**
 * Where an object is among those of its kind.
 *
 * @param namespace its namespace, empty for what lives in the cluster
 * @param name its name
 */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {

    @Override
    public int compareTo(ObjectKey other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }
}
