package io.github.accessentries.testkit.internal.service.cluster;

import org.jspecify.annotations.Nullable;

/**
 * What UpdateClusterVersion is asked to do.
 *
 * @param cluster the name of the cluster
 * @param version the new version of Kubernetes
 * @param clientRequestToken what makes a repeated request count once
 */
public record UpdateVersion(
        String cluster, String version, @Nullable String clientRequestToken) {}
