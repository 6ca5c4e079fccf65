package io.github.accessentries.eks;

/** What the library asks of a cluster's own API, as rules of a ClusterRole. */
enum ClusterNeed {
    LIST_NAMESPACES("", "namespaces", "", "list"),
    READ_AWS_AUTH("", "configmaps", "aws-auth", "get"),
    LIST_RBAC(ClusterNeed.RBAC, ClusterNeed.KINDS, "", "list"),
    WATCH_NAMESPACES("", "namespaces", "", "list", "watch"),
    /** A list that is selected by this one name is of it alone. */
    WATCH_AWS_AUTH("", "configmaps", "aws-auth", "get", "list", "watch"),
    WATCH_RBAC(ClusterNeed.RBAC, ClusterNeed.KINDS, "", "list", "watch"),
    CHANGE_RBAC(ClusterNeed.RBAC, ClusterNeed.KINDS, "", "get", "create", "update", "delete"),
    /** Nobody makes roles or bindings that give more than he has, but for those who may do these. */
    GIVE_MORE(ClusterNeed.RBAC, "clusterroles, roles", "", "bind", "escalate");

    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String KINDS = "clusterrolebindings, clusterroles, rolebindings, roles";

    private final String group;
    private final String resources;
    private final String name;
    private final String verbs;

    ClusterNeed(String group, String resources, String name, String... verbs) {
        this.group = group;
        this.resources = resources;
        this.name = name;
        this.verbs = String.join(", ", verbs);
    }

    /** The rule, as an item of a list in YAML. */
    String rule() {
        return "- apiGroups: [\"" + group + "\"]\n  resources: [" + resources + "]\n"
                + (name.isEmpty() ? "" : "  resourceNames: [" + name + "]\n") + "  verbs: [" + verbs
                + "]\n";
    }
}
