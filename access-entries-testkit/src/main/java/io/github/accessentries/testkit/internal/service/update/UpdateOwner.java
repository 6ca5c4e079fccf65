package io.github.accessentries.testkit.internal.service.update;

/**
 * What an update changes.
 *
 * @param kind the cluster itself, or something that belongs to it
 * @param name its name; empty for the cluster itself
 */
public record UpdateOwner(Kind kind, String name) {

    /** The cluster itself. */
    public static final UpdateOwner CLUSTER = new UpdateOwner(Kind.CLUSTER, "");

    /** What can be updated. */
    public enum Kind {
        /** A cluster. */
        CLUSTER,
        /** A managed node group. */
        NODE_GROUP,
        /** An add-on. */
        ADDON
    }

    /** A node group. */
    public static UpdateOwner nodeGroup(String name) {
        return new UpdateOwner(Kind.NODE_GROUP, name);
    }

    /** An add-on. */
    public static UpdateOwner addon(String name) {
        return new UpdateOwner(Kind.ADDON, name);
    }
}
