package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What access policies give. It goes by the IAM principal that the authenticator left in the user's extra fields, not by
 * name or groups: whoever impersonates a user gets nothing from that user's policies, as on a cluster. Immutable.
 */
final class PolicyIndex {

    /**
     * What one principal has.
     *
     * @param entries its entry, or several that nothing here tells apart
     * @param users the user that each of them makes of it
     * @param grants the policies of its entry
     * @param doubts why there may be others
     * @param isCertain whether nothing can be missing
     */
    record Holder(
            List<AccessEntry> entries,
            List<Principals.Mapped> users,
            List<PolicyGrant> grants,
            List<String> doubts,
            boolean isCertain) {

        static final Holder NOBODY = new Holder(List.of(), List.of(), List.of(), List.of(), true);

        /** Roles that differ only in path look the same to us, since EKS hides the id by which it tells them apart. */
        static Holder of(List<AccessEntry> same, Function<PolicyAssociation, PolicyGrant> grants) {
            List<Principals.Mapped> users = same.stream()
                    .map(entry -> Principals.Mapped.of(entry.principal(), entry.username(), entry.groups()))
                    .toList();
            if (same.size() > 1) {
                List<?> principals = same.stream().map(AccessEntry::principal).toList();
                String doubt = "the principals " + principals + " differ only in path, and nothing says which one asks";
                return new Holder(same, users, List.of(), List.of(doubt), false);
            }
            List<PolicyGrant> compiled =
                    same.get(0).policies().stream().map(grants).toList();
            return new Holder(
                    same, users, compiled, List.of(), compiled.stream().allMatch(PolicyGrant::complete));
        }
    }

    /** The rules of a policy, and whether they are all that it has. */
    private record Known(RuleIndex rules, boolean complete) {
        static final Known NOTHING = new Known(RuleIndex.NOTHING, false);
    }

    private final PolicyCatalogue catalogue;
    private final List<Holder> holders = new ArrayList<>();
    /**
     * By key, since IAM names are unique whatever their case, and by canonical ARN as the entries spell it, which is as STS
     * spells it nearly always.
     */
    private final Map<String, Holder> byArn = new HashMap<>();

    /** Compiles entries; whatever is equal in an earlier index is taken over from there. */
    PolicyIndex(
            Collection<AccessEntry> entries,
            PolicyCatalogue catalogue,
            SharedRules shared,
            @Nullable PolicyIndex previous) {
        this.catalogue = catalogue;
        Map<String, Holder> earlier = previous != null && previous.catalogue == catalogue ? previous.byArn : Map.of();
        Map<AccessPolicy, Known> known = new HashMap<>();
        Map<String, List<AccessEntry>> byKey = new LinkedHashMap<>();
        entries.forEach(entry -> byKey.computeIfAbsent(ArnKey.of(entry.principal()), key -> new ArrayList<>(1))
                .add(entry));
        byKey.forEach((key, same) -> {
            Holder before = earlier.get(key);
            Holder holder = before != null && before.entries().equals(same)
                    ? before
                    : Holder.of(List.copyOf(same), association -> {
                        Known policy = known.computeIfAbsent(association.policy(), each -> known(each, shared));
                        return new PolicyGrant(same.get(0).principal(), association, policy.rules(), policy.complete());
                    });
            holders.add(holder);
            byArn.put(key, holder);
            same.forEach(entry -> byArn.put(entry.principal().canonical(), holder));
        });
    }

    private Known known(AccessPolicy policy, SharedRules shared) {
        return catalogue
                .find(policy)
                .map(each -> new Known(shared.index(each.rules()), each.complete()))
                .orElse(Known.NOTHING);
    }

    /** Everybody who has an entry. */
    List<Holder> holders() {
        return holders;
    }

    /** What the principal of this ARN has, in whatever letter case; that of nobody for the empty text. */
    Holder of(String canonicalArn) {
        if (canonicalArn.isEmpty()) {
            return Holder.NOBODY;
        }
        Holder holder = byArn.get(canonicalArn);
        return holder != null ? holder : byArn.getOrDefault(ArnKey.of(canonicalArn), Holder.NOBODY);
    }
}
