package io.github.accessentries.testkit.internal.kubernetes.server;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;

/** Whether a caller may, decided by the library's authorizer. */
public record Permissions(Authorizer authorizer) {

    /**
     * Refuses what the user may not do.
     *
     * @return why the user may
     * @throws ApiFault if the user may not, or it cannot be decided
     */
    public Decision require(KubernetesUser user, RequestInfo info) {
        Decision decision = decide(user, info.question());
        if (!decision.allowed()) {
            throw refusal(user, info, Reasons.ofDenial(decision));
        }
        return decision;
    }

    /**
     * Decides about a question. Whatever goes wrong meanwhile, lets nobody in.
     *
     * @throws ApiFault if it cannot be decided
     */
    public Decision decide(KubernetesUser user, AccessRequest question) {
        try {
            return authorizer.decide(user, question);
        } catch (RuntimeException e) {
            throw ApiFaults.internal("authorization could not be decided: " + e.getMessage());
        }
    }

    /** The refusal in Kubernetes' words, and behind them what the user lacks. */
    public static ApiFault refusal(KubernetesUser user, RequestInfo info, String reason) {
        String who = "User " + quoted(user.username()) + " cannot " + info.verb();
        String behind = reason.isEmpty() ? "" : ": " + reason;
        if (!info.isForResource()) {
            return ApiFaults.forbidden(
                    new ApiFaults.QualifiedName("", ""), "", who + " path " + quoted(info.path()) + behind);
        }
        String resource = info.subresource().isEmpty() ? info.resource() : info.resource() + "/" + info.subresource();
        String where =
                info.namespace().isEmpty() ? " at the cluster scope" : " in the namespace " + quoted(info.namespace());
        return ApiFaults.forbidden(
                new ApiFaults.QualifiedName(info.group(), info.resource()),
                info.name(),
                who + " resource " + quoted(resource) + " in API group " + quoted(info.group()) + where + behind);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
