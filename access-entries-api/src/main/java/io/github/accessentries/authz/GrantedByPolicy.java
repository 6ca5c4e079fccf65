package io.github.accessentries.authz;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;

/**
 * A rule of an access policy that the principal has.
 *
 * @param principal whose access entry has the policy
 * @param policy the policy
 * @param scope where the entry says that the policy holds
 * @param rule the first rule of the policy that allows the request
 * @param text the ground in the words of a cluster's audit log
 */
public record GrantedByPolicy(PrincipalArn principal, AccessPolicy policy, AccessScope scope, Rule rule, String text)
        implements Reason {

    /**
     * The ground.
     *
     * @return the same as {@link #text()}
     */
    @Override
    public String toString() {
        return text;
    }
}
