package io.github.accessentries.authz;

import io.github.accessentries.HealthIndicator;
import io.github.accessentries.authn.KubernetesUser;

/**
 * Decides whether a user is allowed a request, as the API server of the cluster would. Implementations are thread-safe,
 * and block for nothing: what they decide by has been read before.
 * Those that depend on others pass on their {@link #health()}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/">Authorization, in the documentation of Kubernetes</a>
 */
@FunctionalInterface
public interface Authorizer extends HealthIndicator {

    /**
     * Decides one request.
     *
     * @param user who asks; on EKS access policies go by the IAM principal in its extra fields, not by name or groups
     * @param request what is asked
     * @return the decision with its reasons
     * @throws io.github.accessentries.AccessEntriesException if what it decides by could never be read, or not for too long
     */
    Decision decide(KubernetesUser user, AccessRequest request);
}
