package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A rule of an access policy that the principal has.
 *
 * @param principal whose access entry has the policy
 * @param policy the policy
 * @param scope where the entry says that the policy holds
 * @param rule the first rule of the policy that allows the request
 * @param principalId the unique id of the principal, or its ARN where the id is not known
 * @param namespace the namespace of the request, {@code null} if it had none
 */
public record GrantedByPolicy(
        PrincipalArn principal,
        AccessPolicy policy,
        AccessScope scope,
        Rule rule,
        String principalId,
        @Nullable String namespace)
        implements Reason {

    /**
     * Requires every part but those that may be {@code null}.
     *
     * @param principal whose access entry has the policy
     * @param policy the policy
     * @param scope where the entry says that the policy holds
     * @param rule the first rule of the policy that allows the request
     * @param principalId the unique id of the principal
     * @param namespace the namespace of the request
     */
    public GrantedByPolicy {
        requireNonNull(principal, "principal");
        requireNonNull(policy, "policy");
        requireNonNull(scope, "scope");
        requireNonNull(principalId, "principalId");
        requireNonNull(rule, "rule");
    }

    /**
     * The ground in the words of a cluster's audit log, where an association shows as a binding of a role. The form for the
     * whole cluster was seen on real clusters; that for namespaces is our reading of it.
     */
    @Override
    public String text() {
        String policyArn = policy.arnIn(principal.partition());
        String binding = scope.isClusterWide()
                ? "ClusterRoleBinding " + PlainText.quoted(principal + "+" + policyArn)
                : "RoleBinding " + PlainText.quoted(principal + "+" + policyArn + "/" + namespace);
        return "EKS Access Policy: allowed by " + binding + " of ClusterRole " + PlainText.quoted(policyArn)
                + " to User " + PlainText.quoted(principalId);
    }

    @Override
    public String summary() {
        return PlainText.name(policy.name()) + " " + ScopedPolicy.shortly(scope);
    }

    /**
     * The ground.
     *
     * @return the same as {@link #text()}
     */
    @Override
    public String toString() {
        return text();
    }
}
