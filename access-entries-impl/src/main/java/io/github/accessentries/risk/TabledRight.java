package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.KubernetesVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of the {@link RightsTable}: one request that is more than it looks, and where and under which versions of Kubernetes it is.
 *
 * @param kind what it amounts to
 * @param request the request, without a name unless only one object matters
 * @param inNamespaces whether it amounts to that also where it is given in a namespace
 * @param from the first version of Kubernetes in which it does, {@code null} for all up to {@code before}
 * @param before the first version in which it no longer does, {@code null} for none
 */
record TabledRight(
        RiskKind kind,
        AccessRequest request,
        boolean inNamespaces,
        @Nullable KubernetesVersion from,
        @Nullable KubernetesVersion before) {

    /** Under a version that is not known it may hold, so it does. */
    boolean holdsUnder(Optional<KubernetesVersion> version) {
        return version.map(
                        each -> (from == null || each.isAtLeast(from)) && (before == null || !each.isAtLeast(before)))
                .orElse(true);
    }

    /** Whether a request is this one, for whichever object and wherever. */
    boolean isShownBy(AccessRequest shown) {
        return shown.verb().equals(request.verb())
                && shown.apiGroup().equals(request.apiGroup())
                && shown.resource().equals(request.resource())
                && shown.subresource().equals(request.subresource());
    }

    /** The versions in words, beginning with a comma; empty if it is all of them. */
    String condition() {
        if (from != null) {
            return ", if the cluster has Kubernetes " + from + " or a newer one";
        }
        return before == null ? "" : ", if the cluster is older than Kubernetes " + before;
    }
}
