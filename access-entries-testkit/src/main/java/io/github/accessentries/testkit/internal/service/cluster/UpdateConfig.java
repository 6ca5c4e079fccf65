package io.github.accessentries.testkit.internal.service.cluster;

import io.github.accessentries.testkit.internal.service.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What UpdateClusterConfig is asked to do.
 *
 * @param cluster the name of the cluster
 * @param mode the new authentication mode, {@code null} if the caller left it out
 * @param settings everything else that is to change
 * @param clientRequestToken what makes a repeated request count once
 */
public record UpdateConfig(
        String cluster,
        @Nullable String mode,
        Settings settings,
        @Nullable String clientRequestToken) {}
