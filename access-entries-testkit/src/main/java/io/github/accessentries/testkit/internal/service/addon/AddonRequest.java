package io.github.accessentries.testkit.internal.service.addon;

import io.github.accessentries.testkit.internal.service.settings.Settings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What CreateAddon and UpdateAddon are asked to do. Whatever the caller left out is {@code null}, which is not the same as
 * empty.
 *
 * @param cluster the name of the cluster
 * @param name the name of the add-on
 * @param version the version
 * @param podIdentities the roles of its service accounts
 * @param tags the tags, on creation only
 * @param settings everything else
 * @param clientRequestToken what makes a repeated request count once
 */
public record AddonRequest(
        String cluster,
        String name,
        @Nullable String version,
        @Nullable List<PodIdentityOfAddon> podIdentities,
        @Nullable Map<String, String> tags,
        Settings settings,
        @Nullable String clientRequestToken) {

    /**
     * The role of a service account of an add-on.
     *
     * @param serviceAccount the name of the service account
     * @param roleArn the role
     */
    public record PodIdentityOfAddon(String serviceAccount, String roleArn) {}
}
