package io.github.accessentries.testkit.internal.service.cluster;

import org.jspecify.annotations.Nullable;

/**
 * What UpdateClusterConfig is asked to do, as far as the fake plays it.
 *
 * @param cluster the name of the cluster
 * @param mode the new authentication mode, {@code null} if the caller left it out
 * @param clientRequestToken what makes a repeated request count once
 */
public record UpdateMode(
        String cluster, @Nullable String mode, @Nullable String clientRequestToken) {}
