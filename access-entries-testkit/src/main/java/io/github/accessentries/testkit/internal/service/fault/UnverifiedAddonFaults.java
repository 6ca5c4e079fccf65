package io.github.accessentries.testkit.internal.service.fault;

/**
 * Refusals about add-ons and Pod Identity associations whose text or code is a guess. Each is in a row of
 * {@code docs/unverified-answers.md}; tests should not match on these texts.
 */
public final class UnverifiedAddonFaults {

    private UnverifiedAddonFaults() {}

    /** An add-on that the cluster does not have. */
    public static ServiceFault addonNotFound(String cluster, String name) {
        return DocumentedFaults.notFound(cluster, "No addon: " + name + " found in cluster: " + cluster);
    }

    /** An add-on that the fake does not offer. */
    public static ServiceFault addonUnknown(String cluster, String name) {
        return DocumentedFaults.invalidParameter(cluster, "Addon " + name + " specified is not supported");
    }

    /** What cannot be the version of an add-on. */
    public static ServiceFault addonVersionUnknown(String cluster) {
        return DocumentedFaults.invalidParameter(cluster, "Addon version specified is not supported");
    }

    /** A change of an add-on that is going through one. */
    public static ServiceFault addonBusy(String cluster, String name) {
        return DocumentedClusterFaults.inUse(cluster, "Addon " + name + " has a change in progress");
    }

    /** An association that does not exist. */
    public static ServiceFault associationNotFound(String cluster, String id) {
        return DocumentedFaults.notFound(cluster, "No pod identity association found for id: " + id);
    }

    /** A second role for a service account. */
    public static ServiceFault associationExists(String cluster, String id) {
        return DocumentedClusterFaults.inUse(cluster, "Association already exists: " + id);
    }

    /** A change of an association that an add-on owns. */
    public static ServiceFault associationOwned(String cluster, String id) {
        return DocumentedClusterFaults.invalidRequest(
                cluster, "The pod identity association " + id + " belongs to an add-on and cannot be changed");
    }
}
