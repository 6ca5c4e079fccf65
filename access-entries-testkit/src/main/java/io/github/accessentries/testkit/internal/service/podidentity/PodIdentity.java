package io.github.accessentries.testkit.internal.service.podidentity;

import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import io.github.accessentries.testkit.internal.service.tag.TaggedResource;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The role of a service account at one moment.
 *
 * @param cluster the name of the cluster
 * @param id the id of the association, for example {@code a-0123456789abcdef0}
 * @param arn its ARN
 * @param namespace the namespace of the service account
 * @param serviceAccount the name of the service account
 * @param role the role
 * @param owner the ARN of the add-on that it belongs to, {@code null} if it is a user's
 * @param tags its tags
 * @param settings whatever else was said about it
 * @param createdAt when it was made
 * @param modifiedAt when it last changed
 */
public record PodIdentity(
        String cluster,
        String id,
        String arn,
        String namespace,
        String serviceAccount,
        IamArn role,
        @Nullable String owner,
        Map<String, String> tags,
        Settings settings,
        Instant createdAt,
        Instant modifiedAt)
        implements TaggedResource<PodIdentity> {

    /** Whether it is for a service account. */
    public boolean isFor(String otherNamespace, String otherAccount) {
        return namespace.equals(otherNamespace) && serviceAccount.equals(otherAccount);
    }

    @Override
    public PodIdentity withTags(Map<String, String> newTags) {
        return new PodIdentity(
                cluster,
                id,
                arn,
                namespace,
                serviceAccount,
                role,
                owner,
                TagRules.sorted(newTags),
                settings,
                createdAt,
                modifiedAt);
    }

    /** The same with another role and other settings. */
    public PodIdentity with(IamArn newRole, Settings newSettings, Instant now) {
        return new PodIdentity(
                cluster, id, arn, namespace, serviceAccount, newRole, owner, tags, newSettings, createdAt, now);
    }
}
