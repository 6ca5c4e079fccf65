package io.github.accessentries.risk;

import io.github.accessentries.authz.KubernetesVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must be the case where the version of Kubernetes decides whether a right is worth something, and is not known.
 *
 * @param version the version of the cluster, if it is known; then only rights that it has are found at all
 */
record VersionConditions(Optional<KubernetesVersion> version) {

    @Nullable
    String and(@Nullable String condition, PowerRight right) {
        RiskKind kind = right.kind();
        return kind == null || version.isPresent()
                ? condition
                : Conditions.and(condition, RightsTable.condition(kind, right.request()));
    }
}
