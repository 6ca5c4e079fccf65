package io.github.accessentries.testkit.internal.service.compute;

import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What CreateNodegroup and CreateFargateProfile are asked to do. Whatever the caller left out is {@code null}, which is
 * not the same as empty.
 *
 * @param kind which of the two
 * @param cluster the name of the cluster
 * @param name the name of what is made
 * @param roleArn the role that its nodes or pods run under
 * @param amiType the type of image of a node group
 * @param tags the tags
 * @param settings everything else
 * @param clientRequestToken what makes a repeated request count once
 */
public record CreateCompute(
        ComputeKind kind,
        String cluster,
        String name,
        String roleArn,
        @Nullable String amiType,
        @Nullable Map<String, String> tags,
        Settings settings,
        @Nullable String clientRequestToken) {}
