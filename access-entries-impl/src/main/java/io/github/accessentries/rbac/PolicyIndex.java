package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What access policies give. It goes by the IAM principal that the authenticator left in the user's extra fields, not by
 * name or groups: whoever impersonates a user gets nothing from that user's policies, as on a cluster. Immutable.
 */
final class PolicyIndex {

    /** The rules of a policy, and whether they are all that it has. */
    private record Known(RuleIndex rules, boolean complete) {
        static final Known NOTHING = new Known(RuleIndex.NOTHING, false);
    }

    private final PolicyCatalogue catalogue;
    private final @Nullable String doubt;
    private final Map<PrincipalArn, String> unread;
    private final List<PolicyHolder> holders = new ArrayList<>();
    /**
     * By key, since IAM names are unique whatever their case, and by canonical ARN as the entries spell it, which is as STS
     * spells it nearly always.
     */
    private final Map<String, PolicyHolder> byArn = new HashMap<>();

    private final HoldersByArn table;

    /**
     * Compiles entries; whatever is equal in an earlier index is taken over from there.
     *
     * @param unread why it is unknown what some entries give; their principals may be without an entry here
     * @param doubt why it is unknown whether entries count at all, if it is
     */
    PolicyIndex(
            Collection<AccessEntry> entries,
            PolicyCatalogue catalogue,
            SharedRules shared,
            @Nullable PolicyIndex previous,
            Map<PrincipalArn, String> unread,
            @Nullable String doubt) {
        this.catalogue = catalogue;
        this.unread = unread;
        this.doubt = doubt;
        Map<String, PolicyHolder> earlier = previous != null
                        && previous.catalogue == catalogue
                        && previous.unread.equals(unread)
                        && Objects.equals(previous.doubt, doubt)
                ? previous.byArn
                : Map.of();
        Map<AccessPolicy, Known> known = new HashMap<>();
        Map<String, List<AccessEntry>> byKey = new LinkedHashMap<>();
        Stream.concat(
                        entries.stream(),
                        unread.keySet().stream().filter(isMissing(entries)).map(PolicyIndex::notDescribed))
                // The entry of an account root lets nobody in, so that nobody has its policies.
                .filter(entry -> entry.principal().kind() != PrincipalArn.Kind.ROOT)
                .forEach(entry -> byKey.computeIfAbsent(ArnKey.of(entry.principal()), key -> new ArrayList<>(1))
                        .add(entry));
        byKey.forEach((key, same) -> {
            PolicyHolder before = earlier.get(key);
            PolicyHolder holder =
                    before != null && before.entries().equals(same) ? before : holder(List.copyOf(same), known, shared);
            holders.add(holder);
            byArn.put(key, holder);
            same.forEach(entry -> byArn.put(entry.principal().canonical(), holder));
        });
        table = new HoldersByArn(byArn);
    }

    private static Predicate<PrincipalArn> isMissing(Collection<AccessEntry> entries) {
        Set<PrincipalArn> there = entries.stream().map(AccessEntry::principal).collect(Collectors.toSet());
        return principal -> !there.contains(principal);
    }

    /** An entry that is there, but of which nothing is known. */
    private static AccessEntry notDescribed(PrincipalArn principal) {
        return AccessEntry.builder()
                .cluster("")
                .principal(principal)
                .username("")
                .build();
    }

    private PolicyHolder holder(List<AccessEntry> same, Map<AccessPolicy, Known> known, SharedRules shared) {
        if (doubt != null) {
            return PolicyHolder.idle(same, doubt);
        }
        for (AccessEntry entry : same) {
            String reason = unread.get(entry.principal());
            if (reason != null) {
                return PolicyHolder.idle(same, reason);
            }
        }
        return PolicyHolder.of(same, association -> {
            Known policy = known.computeIfAbsent(association.policy(), each -> known(each, shared));
            return new PolicyGrant(same.get(0).principal(), association, policy.rules(), policy.complete());
        });
    }

    private Known known(AccessPolicy policy, SharedRules shared) {
        return catalogue
                .find(policy)
                .map(each -> new Known(shared.index(each.rules()), each.complete()))
                .orElse(Known.NOTHING);
    }

    /** Everybody who has an entry. */
    List<PolicyHolder> holders() {
        return holders;
    }

    /** What the principal of this ARN has, in whatever letter case; that of nobody for the empty text. */
    PolicyHolder of(String canonicalArn) {
        if (canonicalArn.isEmpty()) {
            return PolicyHolder.NOBODY;
        }
        PolicyHolder holder = table.find(canonicalArn);
        return holder != null ? holder : byArn.getOrDefault(ArnKey.of(canonicalArn), PolicyHolder.NOBODY);
    }
}
