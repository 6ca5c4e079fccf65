package io.github.accessentries.risk;

import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.authz.Subject;
import java.util.Optional;

/** What is left of the rights of users without credentials, by the version of Kubernetes. */
final class AnonymousReach {

    private static final KubernetesVersion HEALTH_ONLY = KubernetesVersion.of(1, 32);

    private final Optional<KubernetesVersion> version;

    AnonymousReach(Optional<KubernetesVersion> version) {
        this.version = version;
    }

    /** Whether a user without credentials is refused everything but the health of the cluster. */
    boolean isShutOut(Subject subject) {
        return BuiltIn.isOpenToAnybody(subject)
                && version.filter(each -> each.isAtLeast(HEALTH_ONLY)).isPresent();
    }

    /** What must be the case for the rights of such a user to count, beginning with a comma; empty if nothing. */
    String condition(Subject subject) {
        return BuiltIn.isOpenToAnybody(subject) && version.isEmpty()
                ? ", if the cluster is older than Kubernetes " + HEALTH_ONLY
                : "";
    }

    Verdict limited(Verdict verdict) {
        if (version.isEmpty()) {
            return verdict.noting(", if the cluster is older than Kubernetes " + HEALTH_ONLY);
        }
        return version.get().isAtLeast(HEALTH_ONLY)
                ? verdict.atMost(Severity.LOW)
                        .noting(", but from Kubernetes " + HEALTH_ONLY
                                + " on EKS lets users without credentials ask for nothing but its health")
                : verdict;
    }
}
