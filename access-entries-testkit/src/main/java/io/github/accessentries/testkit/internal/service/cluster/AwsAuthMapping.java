package io.github.accessentries.testkit.internal.service.cluster;

import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.kind.EntryKind;
import java.util.List;

/**
 * A role that EKS writes to the {@code aws-auth} ConfigMap of a cluster whose mode does not have access entries.
 *
 * @param roleArn the role, without its path, as {@code aws-auth} wants it
 * @param username the user name, as a template
 * @param groups the Kubernetes groups
 */
public record AwsAuthMapping(String roleArn, String username, List<String> groups) {

    /** What EKS maps for nodes that run under a role. */
    public static AwsAuthMapping ofNodes(IamArn role, EntryKind kind) {
        return new AwsAuthMapping(
                role.withoutPath().toString(), kind.defaultUsername(role), List.copyOf(kind.awsAuthGroups()));
    }
}
