package io.github.accessentries.authz;

import io.github.accessentries.authn.KubernetesUser;

/**
 * Decides whether a user is allowed a request, as the API server of the cluster would. Implementations are thread-safe,
 * and block for nothing: what they decide by has been read before.
 */
@FunctionalInterface
public interface Authorizer {

    /**
     * Decides one request.
     *
     * @param user who asks; on EKS access policies go by the IAM principal in its extra fields, not by name or groups
     * @param request what is asked
     * @return the decision with its reasons
     */
    Decision decide(KubernetesUser user, AccessRequest request);
}
