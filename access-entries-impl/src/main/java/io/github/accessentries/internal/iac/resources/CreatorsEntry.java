package io.github.accessentries.internal.iac.resources;

/** The entry that EKS makes for whoever creates a cluster. */
final class CreatorsEntry {

    private CreatorsEntry() {}

    /** Tells that a cluster asks for it, at the path of the flag. */
    static void tell(ManifestObject cluster, ManifestObjects objects, String... path) {
        String flag = cluster.text(path);
        if (!flag.isEmpty() && !flag.equals("false")) {
            objects.omit(
                    cluster,
                    "has " + path[path.length - 1]
                            + ", so EKS makes an entry for whoever creates the cluster, with the policy for"
                            + " administrators; who that is, no file says");
        }
    }
}
