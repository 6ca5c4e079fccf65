package io.github.accessentries.testkit.internal.service.cluster;

import io.github.accessentries.testkit.internal.service.settings.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What CreateCluster is asked to do. Whatever the caller left out is {@code null}, which is not the same as empty.
 *
 * @param name the name of the cluster
 * @param version the version of Kubernetes
 * @param roleArn the role that the cluster runs under
 * @param mode the authentication mode
 * @param bootstrap whether the creator becomes an administrator
 * @param autoMode whether EKS Auto Mode is on
 * @param nodeRoleArn the role of the nodes that Auto Mode starts
 * @param tags the tags
 * @param settings everything else
 * @param clientRequestToken what makes a repeated request count once
 */
public record CreateCluster(
        String name,
        @Nullable String version,
        String roleArn,
        @Nullable String mode,
        @Nullable Boolean bootstrap,
        boolean autoMode,
        @Nullable String nodeRoleArn,
        @Nullable Map<String, String> tags,
        Settings settings,
        @Nullable String clientRequestToken) {}
