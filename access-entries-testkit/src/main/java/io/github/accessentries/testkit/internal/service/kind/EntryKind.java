package io.github.accessentries.testkit.internal.service.kind;

import io.github.accessentries.testkit.internal.service.iam.IamArn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The types of access entries, with what EKS derives from them. */
public enum EntryKind {
    /** People, workloads and services: a user or role of any account, with user name and groups of the caller's choice. */
    STANDARD,
    /** Nodes of EKS Auto Mode: the one node type that takes policies. */
    EC2,
    /** Self-managed Linux nodes. */
    EC2_LINUX,
    /** Self-managed Windows nodes. */
    EC2_WINDOWS,
    /** Pod execution roles of Fargate. */
    FARGATE_LINUX,
    /** Hybrid nodes. */
    HYBRID_LINUX,
    /** Execution roles of SageMaker HyperPod. */
    HYPERPOD_LINUX;

    /** Finds a type by its exact name: {@code Standard} is not one. */
    public static Optional<EntryKind> named(String name) {
        for (EntryKind kind : values()) {
            if (kind.name().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Whether EKS decides user name and groups. */
    public boolean isForNodes() {
        return this != STANDARD;
    }

    /** Whether access policies can be associated. */
    public boolean takesPolicies() {
        return this == STANDARD || this == EC2;
    }

    /** The user name that EKS generates: for a role without the path, for a user with it. */
    public String defaultUsername(IamArn principal) {
        return switch (this) {
            case STANDARD -> principal.isRole() ? principal.sessionArn("{{SessionName}}") : principal.toString();
            case EC2_LINUX, EC2_WINDOWS -> "system:node:{{EC2PrivateDNSName}}";
            case EC2, FARGATE_LINUX, HYBRID_LINUX, HYPERPOD_LINUX -> "system:node:{{SessionName}}";
        };
    }

    /** The groups that EKS gives to the nodes of managed node groups and Fargate profiles in {@code aws-auth}. */
    public List<String> awsAuthGroups() {
        return Stream.concat(Stream.of("system:bootstrappers"), defaultGroups().stream())
                .distinct()
                .toList();
    }

    /** The groups of an entry whose caller chose none. */
    public List<String> defaultGroups() {
        return switch (this) {
            case STANDARD -> List.of();
            case EC2, EC2_LINUX, HYBRID_LINUX, HYPERPOD_LINUX -> List.of("system:nodes");
            case EC2_WINDOWS -> List.of("system:nodes", "eks:kube-proxy-windows");
            case FARGATE_LINUX -> List.of("system:bootstrappers", "system:nodes", "system:node-proxier");
        };
    }
}
