package io.github.accessentries.testkit.internal.service.version;

import java.time.Instant;

/**
 * A version of Kubernetes that EKS offers, or once offered.
 *
 * @param platform what new clusters of that version run on
 * @param release when EKS first offered it
 * @param endOfStandardSupport when it begins to cost more
 * @param endOfExtendedSupport when EKS no longer offers it
 */
public record ClusterVersion(
        Platform platform, Instant release, Instant endOfStandardSupport, Instant endOfExtendedSupport) {

    /** How far EKS supports a version. */
    public enum Status {
        /** As usual. */
        STANDARD_SUPPORT,
        /** For an extra price. */
        EXTENDED_SUPPORT,
        /** No longer. */
        UNSUPPORTED
    }

    /** The version itself. */
    public String kubernetesVersion() {
        return platform.kubernetesVersion();
    }

    /** Whether new clusters get it when nobody asks for another one. */
    public boolean isDefault() {
        return platform.equals(Platform.DEFAULT);
    }

    /** How far EKS supports it at a time; one that is not yet released counts as supported, since the fake offers it. */
    public Status statusAt(Instant now) {
        if (now.isBefore(endOfStandardSupport)) {
            return Status.STANDARD_SUPPORT;
        }
        return now.isBefore(endOfExtendedSupport) ? Status.EXTENDED_SUPPORT : Status.UNSUPPORTED;
    }
}
