package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.policy.CataloguedPolicy;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What access policies give. It goes by the IAM principal that the authenticator left in the user's extra fields, not by
 * name or groups: whoever impersonates a user gets nothing from that user's policies, as on a cluster. Immutable.
 */
final class PolicyIndex {

    /**
     * What one principal has.
     *
     * @param grants the policies of its entry
     * @param doubts why there may be others
     * @param isCertain whether nothing can be missing
     */
    record Holder(List<PolicyGrant> grants, List<String> doubts, boolean isCertain) {

        static final Holder NOBODY = new Holder(List.of(), List.of());

        Holder(List<PolicyGrant> grants, List<String> doubts) {
            this(grants, doubts, doubts.isEmpty() && grants.stream().allMatch(PolicyGrant::complete));
        }
    }

    /** By canonical ARN in lower case: IAM names are unique whatever their case. */
    private final Map<String, Holder> byLowerCase = new HashMap<>();
    /** By canonical ARN as the entries spell it, which is as STS spells it nearly always. */
    private final Map<String, Holder> bySpelling = new HashMap<>();

    PolicyIndex(Collection<AccessEntry> entries, PolicyCatalogue catalogue, Map<List<Rule>, RuleIndex> shared) {
        Function<AccessPolicy, Optional<CataloguedPolicy>> known = catalogue::find;
        entries.stream()
                .collect(Collectors.groupingBy(entry -> ArnKey.of(entry.principal())))
                .forEach((key, same) -> {
                    Holder holder = holder(same, known, shared);
                    byLowerCase.put(key, holder);
                    same.forEach(entry -> bySpelling.put(entry.principal().canonical(), holder));
                });
    }

    /** Roles that differ only in path look the same to us, since EKS hides the id by which it tells them apart. */
    private static Holder holder(
            List<AccessEntry> same,
            Function<AccessPolicy, Optional<CataloguedPolicy>> known,
            Map<List<Rule>, RuleIndex> shared) {
        if (same.size() > 1) {
            List<?> principals = same.stream().map(AccessEntry::principal).toList();
            return new Holder(
                    List.of(),
                    List.of("the principals " + principals + " differ only in path, and nothing says which one asks"));
        }
        AccessEntry entry = same.get(0);
        return new Holder(
                entry.policies().stream()
                        .map(association -> {
                            Optional<CataloguedPolicy> policy = known.apply(association.policy());
                            return new PolicyGrant(
                                    entry.principal(),
                                    association,
                                    policy.map(CataloguedPolicy::rules)
                                            .map(rules -> shared.computeIfAbsent(rules, RuleIndex::new))
                                            .orElse(RuleIndex.NOTHING),
                                    policy.map(CataloguedPolicy::complete).orElse(false));
                        })
                        .toList(),
                List.of());
    }

    /** What the principal of this ARN has, in whatever letter case; that of nobody for the empty text. */
    Holder of(String canonicalArn) {
        if (canonicalArn.isEmpty()) {
            return Holder.NOBODY;
        }
        Holder holder = bySpelling.get(canonicalArn);
        return holder != null ? holder : byLowerCase.getOrDefault(ArnKey.of(canonicalArn), Holder.NOBODY);
    }
}
