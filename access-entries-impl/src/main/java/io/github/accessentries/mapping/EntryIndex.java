package io.github.accessentries.mapping;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.Health;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.internal.principal.ArnKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The entries of one moment, indexed by ARN and, where known, by the unique id of the principal. */
final class EntryIndex implements IdentityMapper {

    static final Function<PrincipalArn, Optional<String>> NO_IDS = principal -> Optional.empty();

    /** @param principalId empty if unknown */
    private record Candidate(PrincipalArn principal, String principalId) {}

    private final Map<String, List<Candidate>> byArn;
    private final Function<PrincipalArn, Optional<AccessEntry>> find;

    /**
     * Builds an index.
     *
     * @param principals the principals that have an entry
     * @param principalIds the id that the principal of an entry had when the entry was created
     * @param find the entry of one of the principals
     */
    EntryIndex(
            Collection<PrincipalArn> principals,
            Function<PrincipalArn, Optional<String>> principalIds,
            Function<PrincipalArn, Optional<AccessEntry>> find) {
        this.byArn = new HashMap<>();
        this.find = find;
        for (PrincipalArn principal : principals) {
            if (!principal.isRoleOrUser()) {
                continue; // Such an entry lets nobody in, not even if STS tells the very same ARN.
            }
            byArn.computeIfAbsent(ArnKey.of(principal), key -> new ArrayList<>(1))
                    .add(new Candidate(principal, principalIds.apply(principal).orElse("")));
        }
    }

    static EntryIndex of(Collection<AccessEntry> entries) {
        return of(entries, NO_IDS);
    }

    static EntryIndex of(Collection<AccessEntry> entries, Function<PrincipalArn, Optional<String>> principalIds) {
        Map<PrincipalArn, AccessEntry> byPrincipal = new HashMap<>();
        entries.forEach(entry -> byPrincipal.put(entry.principal(), entry));
        return new EntryIndex(
                byPrincipal.keySet(), principalIds, principal -> Optional.ofNullable(byPrincipal.get(principal)));
    }

    @Override
    public Health health() {
        return Health.well();
    }

    @Override
    public Mapping map(IamIdentity identity) {
        List<Candidate> sameArn = byArn.getOrDefault(ArnKey.of(identity.canonicalArn()), List.of());
        List<Candidate> fitting = sameArn.stream()
                .filter(candidate -> candidate.principalId().equals(identity.principalId()))
                .toList();
        if (fitting.isEmpty()) {
            fitting = sameArn.stream()
                    .filter(candidate -> candidate.principalId().isEmpty())
                    .toList();
        }
        return switch (fitting.size()) {
            case 0 -> new Unmapped();
            case 1 -> mapped(fitting.get(0));
            default -> ambiguous(fitting);
        };
    }

    private Mapping mapped(Candidate candidate) {
        String how = candidate.principalId().isEmpty()
                ? candidate.principal().isRole() ? "ARN without path" : "ARN"
                : "principal id " + candidate.principalId();
        return find.apply(candidate.principal())
                .map(entry -> mapped(entry, how))
                .orElseGet(Unmapped::new);
    }

    static Mapping mapped(AccessEntry entry, String how) {
        return Mapped.builder()
                .username(entry.username())
                .groups(entry.groups())
                .source("access entry of " + entry.principal() + ", matched by " + how)
                // EKS refuses such names where customers choose them, and generates system:node:… for nodes.
                .reservedNamesAllowed(true)
                .build();
    }

    private static Rejected ambiguous(List<Candidate> fitting) {
        List<String> principals = fitting.stream()
                .map(candidate -> candidate.principal().toString())
                .sorted()
                .toList();
        return new Rejected(
                RejectionReason.AMBIGUOUS,
                "the access entries of " + principals + " differ only in the path of the role, which STS does not"
                        + " report; delete those whose role does not exist");
    }
}
