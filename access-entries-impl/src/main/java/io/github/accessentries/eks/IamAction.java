package io.github.accessentries.eks;

/** The actions of IAM that the library's calls need, and what IAM authorizes them on (Service Authorization Reference). */
enum IamAction {
    CREATE_ACCESS_ENTRY("eks:CreateAccessEntry", Resource.CLUSTER),
    LIST_ACCESS_ENTRIES("eks:ListAccessEntries", Resource.CLUSTER),
    DESCRIBE_CLUSTER("eks:DescribeCluster", Resource.CLUSTER),
    UPDATE_CLUSTER_CONFIG("eks:UpdateClusterConfig", Resource.CLUSTER),
    DESCRIBE_UPDATE("eks:DescribeUpdate", Resource.CLUSTER),
    LIST_UPDATES("eks:ListUpdates", Resource.CLUSTER),
    DESCRIBE_ACCESS_ENTRY("eks:DescribeAccessEntry", Resource.ENTRY),
    UPDATE_ACCESS_ENTRY("eks:UpdateAccessEntry", Resource.ENTRY),
    DELETE_ACCESS_ENTRY("eks:DeleteAccessEntry", Resource.ENTRY),
    ASSOCIATE_ACCESS_POLICY("eks:AssociateAccessPolicy", Resource.ENTRY),
    DISASSOCIATE_ACCESS_POLICY("eks:DisassociateAccessPolicy", Resource.ENTRY),
    LIST_ASSOCIATED_ACCESS_POLICIES("eks:ListAssociatedAccessPolicies", Resource.ENTRY),
    TAG_RESOURCE("eks:TagResource", Resource.ENTRY),
    UNTAG_RESOURCE("eks:UntagResource", Resource.ENTRY),
    LIST_ACCESS_POLICIES("eks:ListAccessPolicies", Resource.ANY),
    GET_ROLE("iam:GetRole", Resource.ROLE),
    GET_USER("iam:GetUser", Resource.USER),
    LIST_ROLES("iam:ListRoles", Resource.ANY),
    LOOKUP_EVENTS("cloudtrail:LookupEvents", Resource.ANY);

    /** What an action is authorized on. */
    enum Resource {
        CLUSTER("Clusters"),
        ENTRY("AccessEntries"),
        ROLE("Roles"),
        USER("Users"),
        /** There is no resource to name. */
        ANY("WithoutResource");

        private final String sid;

        Resource(String sid) {
            this.sid = sid;
        }

        String sid() {
            return sid;
        }
    }

    private final String action;
    private final Resource resource;

    IamAction(String action, Resource resource) {
        this.action = action;
        this.resource = resource;
    }

    String action() {
        return action;
    }

    Resource resource() {
        return resource;
    }
}
