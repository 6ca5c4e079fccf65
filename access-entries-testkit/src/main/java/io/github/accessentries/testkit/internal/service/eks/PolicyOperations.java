package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.entry.OfferedPolicy;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The access policies of one partition, and who may have them. */
public final class PolicyOperations {

    private static final Pattern EKS_POLICY_ARN = Pattern.compile("arn:[^:]*:eks:.*cluster-access-policy/.+");

    private final String arnPrefix;
    private final Supplier<? extends Collection<OfferedPolicy>> policies;
    private volatile @Nullable NavigableMap<String, OfferedPolicy> byArn;

    /** Asks what is on offer when the first call needs it: most tests never do. */
    PolicyOperations(String partition, Supplier<? extends Collection<OfferedPolicy>> policies) {
        this.arnPrefix = "arn:" + partition + ":eks::aws:cluster-access-policy/";
        this.policies = policies;
    }

    /** Two threads that both come first make the same map. */
    private NavigableMap<String, OfferedPolicy> byArn() {
        NavigableMap<String, OfferedPolicy> known = byArn;
        if (known == null) {
            NavigableMap<String, OfferedPolicy> map = new TreeMap<>();
            policies.get().forEach(policy -> map.put(arnOf(policy), policy));
            known = Collections.unmodifiableNavigableMap(map);
            byArn = known;
        }
        return known;
    }

    /**
     * Lists the policies by name.
     *
     * @param request which part
     * @return a page of policies
     */
    public Page<OfferedPolicy> list(PageRequest request) {
        return Paging.page("ListAccessPolicies " + arnPrefix, byArn(), request);
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
        return Optional.ofNullable(byArn().get(policyArn));
    }
}
