package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds what access policies allow. It goes by the IAM principal that the authenticator left in the user's extra fields, not by
 * name or groups: whoever impersonates a user gets nothing from that user's policies, as on a cluster.
 */
final class PolicyAuthorizer {

    private record Holder(List<PolicyGrant> grants, List<String> doubts) {}

    private static final Holder NOBODY = new Holder(List.of(), List.of());

    /** By canonical ARN in lower case: IAM names are unique whatever their case. */
    private final Map<String, Holder> holders = new HashMap<>();

    PolicyAuthorizer(Collection<AccessEntry> entries, PolicyCatalogue catalogue) {
        Map<AccessPolicy, CompiledPolicy> policies = new HashMap<>();
        Function<AccessPolicy, CompiledPolicy> compiled =
                policy -> policies.computeIfAbsent(policy, each -> CompiledPolicy.of(catalogue.find(each)));
        entries.stream()
                .collect(Collectors.groupingBy(entry -> key(entry.principal().canonical())))
                .forEach((key, same) -> holders.put(key, holder(same, compiled)));
    }

    /** Only ASCII folds, so that no look-alike of a letter passes for it. */
    private static String key(String canonicalArn) {
        StringBuilder key = new StringBuilder(canonicalArn.length());
        for (int i = 0; i < canonicalArn.length(); i++) {
            char character = canonicalArn.charAt(i);
            key.append(character >= 'A' && character <= 'Z' ? (char) (character + ('a' - 'A')) : character);
        }
        return key.toString();
    }

    /** Roles that differ only in path look the same to us, since EKS hides the id by which it tells them apart. */
    private static Holder holder(List<AccessEntry> same, Function<AccessPolicy, CompiledPolicy> compiled) {
        if (same.size() > 1) {
            List<?> principals = same.stream().map(AccessEntry::principal).toList();
            return new Holder(
                    List.of(),
                    List.of("the principals " + principals + " differ only in path, and nothing says which one asks"));
        }
        AccessEntry entry = same.get(0);
        return new Holder(
                entry.policies().stream()
                        .map(association ->
                                new PolicyGrant(entry.principal(), association, compiled.apply(association.policy())))
                        .toList(),
                List.of());
    }

    /** Adds everything that allows the request, and what might allow it if only more were known. */
    void addReasons(KubernetesUser user, AccessRequest request, List<Reason> reasons, List<String> doubts) {
        String canonicalArn = user.extra(KubernetesUser.CANONICAL_ARN).orElse("");
        Holder holder = holders.getOrDefault(key(canonicalArn), NOBODY);
        doubts.addAll(holder.doubts());
        for (PolicyGrant grant : holder.grants()) {
            if (grant.holdsFor(request)) {
                Optional<CompiledRule> rule = grant.policy().ruleFor(request);
                if (rule.isPresent()) {
                    String principalId = user.extra(KubernetesUser.PRINCIPAL_ID).orElse(canonicalArn);
                    reasons.add(grant.reason(rule.get(), request, principalId));
                } else if (!grant.policy().complete()) {
                    doubts.add(grant.doubt());
                }
            }
        }
    }
}
