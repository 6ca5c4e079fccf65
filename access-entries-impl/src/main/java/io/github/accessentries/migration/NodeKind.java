package io.github.accessentries.migration;

import io.github.accessentries.EntryType;
import io.github.accessentries.mapping.AwsAuth.ArnMapping;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The mappings by which nodes joined before there were access entries, and the groups that EKS gives to entries of nodes
 * by itself (user guide, "Migrating existing aws-auth ConfigMap entries").
 */
enum NodeKind {
    /** Before Linux, whose groups it has too. */
    WINDOWS(
            EntryType.EC2_WINDOWS,
            "system:node:{{EC2PrivateDNSName}}",
            "eks:kube-proxy-windows",
            Set.of("system:bootstrappers", "system:nodes", "eks:kube-proxy-windows")),
    LINUX(
            EntryType.EC2_LINUX,
            "system:node:{{EC2PrivateDNSName}}",
            "system:nodes",
            Set.of("system:bootstrappers", "system:nodes")),
    FARGATE(
            EntryType.FARGATE_LINUX,
            "system:node:{{SessionName}}",
            "system:node-proxier",
            Set.of("system:bootstrappers", "system:nodes", "system:node-proxier")),
    HYBRID(
            EntryType.HYBRID_LINUX,
            "system:node:{{SessionName}}",
            "system:nodes",
            Set.of("system:bootstrappers", "system:nodes"));

    private final EntryType type;
    private final String username;
    private final String markingGroup;
    private final Set<String> groups;

    NodeKind(EntryType type, String username, String markingGroup, Set<String> groups) {
        this.type = type;
        this.username = username;
        this.markingGroup = markingGroup;
        this.groups = groups;
    }

    static Optional<NodeKind> of(ArnMapping mapping) {
        return Arrays.stream(values())
                .filter(kind -> mapping.username().equals(kind.username)
                        && mapping.groups().contains(kind.markingGroup))
                .findFirst();
    }

    static Optional<NodeKind> of(EntryType type) {
        return Arrays.stream(values()).filter(kind -> kind.type.equals(type)).findFirst();
    }

    EntryType type() {
        return type;
    }

    String username() {
        return username;
    }

    Set<String> groups() {
        return groups;
    }
}
