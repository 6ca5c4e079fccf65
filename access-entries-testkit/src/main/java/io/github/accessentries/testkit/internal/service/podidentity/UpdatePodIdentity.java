package io.github.accessentries.testkit.internal.service.podidentity;

import io.github.accessentries.testkit.internal.service.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What UpdatePodIdentityAssociation is asked to do. What the caller left out stays as it is.
 *
 * @param cluster the name of the cluster
 * @param id the id of the association
 * @param roleArn the role, {@code null} if the caller left it out
 * @param settings everything else
 * @param clientRequestToken what makes a repeated request count once
 */
public record UpdatePodIdentity(
        String cluster,
        String id,
        @Nullable String roleArn,
        Settings settings,
        @Nullable String clientRequestToken) {}
