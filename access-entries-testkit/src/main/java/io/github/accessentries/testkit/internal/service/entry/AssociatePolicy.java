package io.github.accessentries.testkit.internal.service.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What AssociateAccessPolicy is asked to do. Whatever the caller left out is {@code null}, which is not the same as
 * empty.
 *
 * @param cluster the name of the cluster
 * @param principalArn the principal whose entry gets the policy
 * @param policyArn the policy
 * @param scopeType the kind of scope: the whole cluster or parts of it
 * @param namespaces the namespaces
 */
public record AssociatePolicy(
        String cluster,
        String principalArn,
        String policyArn,
        @Nullable String scopeType,
        @Nullable List<String> namespaces) {}
