package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The access policies of one partition, and who may have them. */
public final class PolicyOperations {

    private static final Pattern EKS_POLICY_ARN = Pattern.compile("arn:[^:]*:eks:.*cluster-access-policy/.+");

    private final String arnPrefix;
    private final NavigableMap<String, OfferedPolicy> byArn;

    PolicyOperations(String partition, Collection<OfferedPolicy> policies) {
        this.arnPrefix = "arn:" + partition + ":eks::aws:cluster-access-policy/";
        NavigableMap<String, OfferedPolicy> map = new TreeMap<>();
        policies.forEach(policy -> map.put(arnOf(policy), policy));
        this.byArn = Collections.unmodifiableNavigableMap(map);
    }

    /**
     * Lists the policies by name.
     *
     * @param request which part
     * @return a page of policies
     */
    public Page<OfferedPolicy> list(PageRequest request) {
        return Paging.page("ListAccessPolicies " + arnPrefix, byArn, request);
    }

    /**
     * The ARN of a policy in this partition.
     *
     * @param policy one of the policies
     * @return its ARN
     */
    public String arnOf(OfferedPolicy policy) {
        return arnOf(policy.name());
    }

    String arnOf(String policyName) {
        return arnPrefix + policyName;
    }

    /** Whether a text looks like the ARN of an access policy; EKS says of other texts that their format is wrong. */
    static boolean isWellFormed(String policyArn) {
        return EKS_POLICY_ARN.matcher(policyArn).matches();
    }

    Optional<OfferedPolicy> find(String policyArn) {
        return Optional.ofNullable(byArn.get(policyArn));
    }
}
