package io.github.accessentries.testkit.internal.service.podidentity;

import io.github.accessentries.testkit.internal.service.settings.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What CreatePodIdentityAssociation is asked to do. Whatever the caller left out is {@code null} or empty.
 *
 * @param cluster the name of the cluster
 * @param namespace the namespace of the service account
 * @param serviceAccount the name of the service account
 * @param roleArn the role
 * @param tags the tags
 * @param settings everything else
 * @param clientRequestToken what makes a repeated request count once
 */
public record CreatePodIdentity(
        String cluster,
        String namespace,
        String serviceAccount,
        String roleArn,
        @Nullable Map<String, String> tags,
        Settings settings,
        @Nullable String clientRequestToken) {}
