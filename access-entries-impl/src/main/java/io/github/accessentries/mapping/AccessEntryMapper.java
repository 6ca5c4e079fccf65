package io.github.accessentries.mapping;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntries;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Unmapped;
import java.util.List;
import java.util.function.Predicate;

/**
 * Knows the users of a cluster's access entries.
 *
 * <p>A cluster knows the unique id of an entry's principal, which EKS tells nobody else. So this mapper goes by the ARN:
 * for roles without the path, which STS does not tell, and without letter case, since IAM has no two roles or users in an
 * account whose names differ only in that. Two differences to the cluster follow, and the source of the mapping says so: a
 * principal that was deleted and made again still matches its old entry here, and two entries whose roles differ only in
 * path are {@link RejectionReason#AMBIGUOUS} instead of guessed.
 *
 * <p>Each question reads the list of principals and one entry from EKS. May be shared by threads if the entries may.
 */
public final class AccessEntryMapper implements IdentityMapper {

    private final AccessEntries entries;

    private AccessEntryMapper(AccessEntries entries) {
        this.entries = entries;
    }

    /**
     * A mapper by the access entries of a cluster.
     *
     * @param entries the entries, read anew for each question
     * @return the mapper
     */
    public static AccessEntryMapper of(AccessEntries entries) {
        return new AccessEntryMapper(requireNonNull(entries, "entries"));
    }

    /**
     * Looks an identity up.
     *
     * @param identity who asks to be let in
     * @return the user of its entry; {@link Unmapped} if there is none, also when it disappears while being read;
     *     {@link Rejected} if several entries fit
     * @throws io.github.accessentries.AccessEntriesException if EKS could not be asked
     */
    @Override
    public Mapping map(IamIdentity identity) {
        Predicate<String> same = SameArn.as(identity.canonicalArn());
        List<PrincipalArn> fitting = entries.principals().stream()
                .filter(principal -> same.test(principal.canonical()))
                .toList();
        return switch (fitting.size()) {
            case 0 -> new Unmapped();
            case 1 ->
                entries.find(fitting.get(0)).map(AccessEntryMapper::mapped).orElseGet(Unmapped::new);
            default ->
                new Rejected(
                        RejectionReason.AMBIGUOUS,
                        "the access entries of " + fitting + " differ only in the path of the role, which STS does not"
                                + " tell; delete those whose role does not exist");
        };
    }

    private static Mapping mapped(AccessEntry entry) {
        return Mapped.builder()
                .username(entry.username())
                .groups(entry.groups())
                .source("access entry of " + entry.principal() + ", matched by "
                        + (entry.principal().isRole() ? "ARN without path" : "ARN"))
                // EKS itself refuses such names where people choose them, and makes system:node:… for nodes.
                .reservedNamesAllowed(true)
                .build();
    }
}
