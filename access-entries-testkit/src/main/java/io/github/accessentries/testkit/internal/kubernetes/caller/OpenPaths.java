package io.github.accessentries.testkit.internal.kubernetes.caller;

import java.util.Set;
import java.util.function.Supplier;

/**
 * What EKS lets anybody reach, by the cluster's version.
 *
 * @param kubernetesVersion the version now, for example {@code 1.33}
 */
public record OpenPaths(Supplier<String> kubernetesVersion) implements Supplier<Set<String>> {

    private static final Set<String> HEALTH = Set.of("/healthz", "/livez", "/readyz");
    private static final Set<String> HEALTH_AND_VERSION = Set.of("/healthz", "/livez", "/readyz", "/version");
    private static final int FIRST_WITHOUT_VERSION = 32;

    @Override
    public Set<String> get() {
        String version = kubernetesVersion.get();
        int minor = Integer.parseInt(version.substring(version.indexOf('.') + 1));
        return minor < FIRST_WITHOUT_VERSION ? HEALTH_AND_VERSION : HEALTH;
    }
}
