package io.github.accessentries.migration;

import io.github.accessentries.EntryType;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of nodes: the mapping by which they joined before there were access entries, and the groups that EKS gives to their
 * entries by itself (user guide, "Migrating existing aws-auth ConfigMap entries").
 *
 * @param type the type of their entries
 * @param username the template of their user names
 * @param markingGroup the group that tells their mapping from those of other kinds
 * @param groups the groups that EKS gives them
 */
record NodeKind(EntryType type, String username, String markingGroup, Set<String> groups) {

    private static final String BY_DNS_NAME = "system:node:{{EC2PrivateDNSName}}";
    private static final String BY_SESSION = "system:node:{{SessionName}}";

    /** Windows and Fargate nodes have the groups of the others too, so they come first. */
    private static final List<NodeKind> ALL = List.of(
            of(EntryType.EC2_WINDOWS, BY_DNS_NAME, "eks:kube-proxy-windows"),
            of(EntryType.EC2_LINUX, BY_DNS_NAME, "system:nodes"),
            of(EntryType.FARGATE_LINUX, BY_SESSION, "system:node-proxier"),
            of(EntryType.HYBRID_LINUX, BY_SESSION, "system:nodes"));

    private static NodeKind of(EntryType type, String username, String markingGroup) {
        Set<String> groups = markingGroup.equals("system:nodes")
                ? Set.of("system:bootstrappers", "system:nodes")
                : Set.of("system:bootstrappers", "system:nodes", markingGroup);
        return new NodeKind(type, username, markingGroup, groups);
    }

    static Optional<NodeKind> of(ArnMapping mapping) {
        return ALL.stream()
                .filter(kind -> mapping.username().equals(kind.username)
                        && mapping.groups().contains(kind.markingGroup))
                .findFirst();
    }

    static Optional<NodeKind> of(EntryType type) {
        return ALL.stream().filter(kind -> kind.type.equals(type)).findFirst();
    }
}
