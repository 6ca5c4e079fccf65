package io.github.accessentries.mapping;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.snapshot.Snapshot;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Knows the users of a cluster's access entries.
 *
 * <p>A cluster knows the unique id of an entry's principal, which EKS tells nobody else. So this mapper goes by the ARN:
 * for roles without the path, which STS does not tell, and without letter case, since IAM has no two roles or users in an
 * account whose names differ only in that. Two differences to the cluster follow, and the source of the mapping says so: a
 * principal that was deleted and made again still matches its old entry here, and two entries whose roles differ only in
 * path are {@link RejectionReason#AMBIGUOUS} instead of guessed. Who knows the ids can say them.
 *
 * <p>Entries that are at hand, in a {@link Snapshot} for example, are found in a time that does not depend on their
 * number. Thread-safe if the source of the entries is.
 */
public final class AccessEntryMapper implements IdentityMapper {

    private final IdentityMapper mapper;

    private AccessEntryMapper(IdentityMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * A mapper that asks EKS at each question, for the list of principals and one entry. It is never behind, but slow, and
     * fails when EKS does.
     *
     * @param entries the entries of a cluster
     * @return the mapper
     */
    public static AccessEntryMapper of(AccessEntries entries) {
        requireNonNull(entries, "entries");
        return new AccessEntryMapper(
                identity -> new EntryIndex(entries.principals(), EntryIndex.NO_IDS, entries::find).map(identity));
    }

    /**
     * A mapper by entries that were read before.
     *
     * @param entries all entries of a cluster, of one moment; asked for each identity, by several threads. As long as it is
     *     the same object, it is not looked through again, so that a {@link Snapshot} fits best
     * @return the mapper
     */
    public static AccessEntryMapper of(Supplier<? extends Collection<AccessEntry>> entries) {
        requireNonNull(entries, "entries");
        return of(entries, EntryIndex.NO_IDS);
    }

    /**
     * A mapper by entries that were read before, where unique ids of principals are known. An entry with a known id fits only
     * the identity with this id and the ARN of the entry; this tells apart roles that differ only in path, and principals that
     * were made again.
     *
     * @param entries all entries of a cluster, as above
     * @param principalIds the unique id that a principal had when its entry was made, for example {@code AROA…}, empty where
     *     it is not known; called for all entries when they are new, so it should not go far
     * @return the mapper
     */
    public static AccessEntryMapper of(
            Supplier<? extends Collection<AccessEntry>> entries,
            Function<PrincipalArn, Optional<String>> principalIds) {
        requireNonNull(entries, "entries");
        requireNonNull(principalIds, "principalIds");
        Supplier<EntryIndex> index = CurrentIndex.of(entries, each -> EntryIndex.of(each, principalIds));
        return new AccessEntryMapper(identity -> index.get().map(identity));
    }

    /**
     * A mapper that goes by the unique id alone, as a cluster does itself, for who keeps entries by it.
     *
     * @param find the entry of the principal with an id, if it has one; asked for each identity, by several threads
     * @return the mapper
     */
    public static AccessEntryMapper byPrincipalId(Function<String, Optional<AccessEntry>> find) {
        requireNonNull(find, "find");
        return new AccessEntryMapper(identity -> find.apply(identity.principalId())
                .map(entry -> EntryIndex.mapped(entry, "principal id " + identity.principalId()))
                .orElseGet(Unmapped::new));
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
        requireNonNull(identity, "identity");
        return mapper.map(identity);
    }
}
