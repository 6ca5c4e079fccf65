package io.github.accessentries.testkit.internal.service.addon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An add-on that the fake offers.
 *
 * @param name its name, for example {@code vpc-cni}
 * @param type what it is for, for example {@code networking}
 * @param namespace the namespace that it runs in
 * @param serviceAccount its service account that needs a role, {@code null} if none does
 * @param policy the managed policy that such a role needs, {@code null} if none does
 * @param versions its versions, the newest first; empty if they follow the version of Kubernetes
 */
public record OfferedAddon(
        String name,
        String type,
        String namespace,
        @Nullable String serviceAccount,
        @Nullable String policy,
        List<String> versions) {

    /** The versions for a cluster, the newest first; that of the first is the default. */
    public List<String> versionsFor(String kubernetesVersion) {
        return versions.isEmpty()
                ? List.of("v" + kubernetesVersion + ".1-eksbuild.2", "v" + kubernetesVersion + ".0-eksbuild.2")
                : versions;
    }
}
