package io.github.accessentries.testkit.internal.service.kind;

import org.jspecify.annotations.Nullable;

/** The two resources that run the pods of a cluster under a role, and so make entries. */
public enum ComputeKind {
    /** A managed node group. */
    NODE_GROUP("nodegroup", "nodegroupName", "nodeRole"),
    /** A Fargate profile. */
    FARGATE_PROFILE("fargateprofile", "fargateProfileName", "podExecutionRoleArn");

    private final String resourceType;
    private final String nameMember;
    private final String roleMember;

    ComputeKind(String resourceType, String nameMember, String roleMember) {
        this.resourceType = resourceType;
        this.nameMember = nameMember;
        this.roleMember = roleMember;
    }

    /** How ARNs name it. */
    public String resourceType() {
        return resourceType;
    }

    /**
     * The member that holds its name on the wire.
     *
     * @return for example {@code nodegroupName}
     */
    public String nameMember() {
        return nameMember;
    }

    /**
     * The member that holds its role on the wire.
     *
     * @return for example {@code nodeRole}
     */
    public String roleMember() {
        return roleMember;
    }

    /** The type of the entry that its role gets. A custom image counts as Linux. */
    public EntryKind entryKind(@Nullable String amiType) {
        return switch (this) {
            case NODE_GROUP ->
                amiType != null && amiType.startsWith("WINDOWS_") ? EntryKind.EC2_WINDOWS : EntryKind.EC2_LINUX;
            case FARGATE_PROFILE -> EntryKind.FARGATE_LINUX;
        };
    }
}
