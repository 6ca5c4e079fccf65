package io.github.accessentries.migration;

import io.github.accessentries.EntryRules;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import java.util.List;
import java.util.Optional;

/**
 * A kind of nodes and its mapping in {@code aws-auth} (user guide, "Migrating existing aws-auth ConfigMap entries").
 *
 * @param type the type of their entries
 * @param markingGroup the group that distinguishes their mapping from those of other kinds
 */
record NodeKind(EntryType type, String markingGroup) {

    /** Windows and Fargate nodes also have the groups of the others, so they come first. */
    private static final List<NodeKind> ALL = List.of(
            new NodeKind(EntryType.EC2_WINDOWS, "eks:kube-proxy-windows"),
            new NodeKind(EntryType.EC2_LINUX, "system:nodes"),
            new NodeKind(EntryType.FARGATE_LINUX, "system:node-proxier"),
            new NodeKind(EntryType.HYBRID_LINUX, "system:nodes"));

    static Optional<NodeKind> of(PrincipalArn principal, ArnMapping mapping) {
        return ALL.stream()
                .filter(kind -> mapping.username().equals(EntryRules.generatedUsername(kind.type, principal))
                        && mapping.groups().contains(kind.markingGroup))
                .findFirst();
    }
}
