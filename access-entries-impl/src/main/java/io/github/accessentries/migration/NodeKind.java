package io.github.accessentries.migration;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.EntryRules;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

    /**
     * Why nodes are not what their mapping made them, where an entry hides it. The Node authorizer and the admission of nodes
     * go by names that no RBAC object shows.
     */
    static Optional<String> difference(ArnMapping mapping, AccessEntry entry) {
        boolean isOfNodes = mapping.username().startsWith("system:node:")
                || mapping.groups().contains("system:nodes");
        Set<String> missing = new TreeSet<>(mapping.groups());
        missing.removeAll(entry.groups());
        // Only what RBAC binds to it counts; nodes that have an entry join without it.
        missing.remove("system:bootstrappers");
        return !isOfNodes || (missing.isEmpty() && entry.username().equals(mapping.username()))
                ? Optional.empty()
                : Optional.of("its access entry of type " + entry.type() + " hides the mapping of nodes and makes them "
                        + PlainText.quoted(entry.username()) + " in the groups ["
                        + PlainText.names(new TreeSet<>(entry.groups())) + "], where the mapping made them "
                        + PlainText.quoted(mapping.username())
                        + (missing.isEmpty() ? "" : " in the groups [" + PlainText.names(missing) + "] too")
                        + "; make the entry again with the type of these nodes, or remove the mapping");
    }

    static Optional<NodeKind> of(PrincipalArn principal, ArnMapping mapping) {
        return ALL.stream()
                .filter(kind -> mapping.username().equals(EntryRules.generatedUsername(kind.type, principal))
                        && mapping.groups().contains(kind.markingGroup))
                .findFirst();
    }
}
