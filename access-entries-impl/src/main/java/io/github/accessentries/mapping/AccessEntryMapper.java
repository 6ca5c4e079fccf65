package io.github.accessentries.mapping;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.internal.health.RecentCalls;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.snapshot.Snapshot;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Maps identities by a cluster's access entries.
 *
 * <p>A cluster knows the unique id of an entry's principal, which EKS does not publish. So this mapper matches by ARN:
 * for roles without the path, which STS does not report, and ignoring letter case, since names of roles or users in an
 * account never differ only in that. This differs from the cluster in two ways, and the source of the mapping says so:
 * a principal that was deleted and recreated still matches its old entry here, and two entries whose roles differ only
 * in path are {@link RejectionReason#AMBIGUOUS} instead of guessed. Callers that know the ids can supply them.
 *
 * <p>Entries in memory, in a {@link Snapshot} for example, are found in a time that does not depend on their number.
 * Thread-safe if the source of the entries is.
 */
public final class AccessEntryMapper implements IdentityMapper {

    private static final HealthIndicator TELLS_NOTHING = new HealthIndicator() {};

    private final IdentityMapper mapper;
    private final HealthIndicator source;

    private AccessEntryMapper(IdentityMapper mapper, HealthIndicator source) {
        this.mapper = mapper;
        this.source = source;
    }

    /**
     * A mapper that calls EKS for each identity, and blocks until it has answered, for the list of principals and one entry. It is never out of date, but
     * slow, and fails when EKS does.
     *
     * @param entries the entries of a cluster
     * @return the mapper
     */
    public static AccessEntryMapper of(AccessEntries entries) {
        requireNonNull(entries, "entries");
        return of(entries, Clock.systemUTC());
    }

    static AccessEntryMapper of(AccessEntries entries, Clock clock) {
        RecentCalls calls = new RecentCalls("access entries of " + entries.cluster(), clock);
        IdentityMapper mapper = identity -> {
            try {
                Mapping mapping = new EntryIndex(entries.principals(), EntryIndex.NO_IDS, entries::find).map(identity);
                calls.answered();
                return mapping;
            } catch (RuntimeException e) {
                calls.failed(e);
                throw e;
            }
        };
        return new AccessEntryMapper(mapper, calls);
    }

    /**
     * A mapper that uses entries read earlier.
     *
     * @param entries all entries of a cluster, of one moment; called for each identity, by several threads. It is
     *     indexed again only when it is another object, so a {@link Snapshot} works best
     * @return the mapper
     */
    public static AccessEntryMapper of(Supplier<? extends Collection<AccessEntry>> entries) {
        requireNonNull(entries, "entries");
        return of(entries, EntryIndex.NO_IDS);
    }

    /**
     * A mapper that uses entries read earlier and known unique ids of principals. An entry with a known id matches only
     * the identity with this id and the ARN of the entry; this distinguishes roles that differ only in path, and
     * recreated principals.
     *
     * @param entries all entries of a cluster, as above
     * @param principalIds the unique id that a principal had when its entry was created, for example {@code AROA…},
     *     empty if unknown; called for all entries when they are indexed, so it should be quick
     * @return the mapper
     */
    public static AccessEntryMapper of(
            Supplier<? extends Collection<AccessEntry>> entries,
            Function<PrincipalArn, Optional<String>> principalIds) {
        requireNonNull(entries, "entries");
        requireNonNull(principalIds, "principalIds");
        CurrentIndex<EntryIndex> index = CurrentIndex.of(entries, each -> EntryIndex.of(each, principalIds));
        return new AccessEntryMapper(identity -> index.get().map(identity), index);
    }

    /**
     * A mapper that matches by unique id alone, as a cluster does, for callers that store entries by it.
     *
     * @param find the entry of the principal with an id, if it has one; called for each identity, by several threads
     * @return the mapper
     */
    public static AccessEntryMapper byPrincipalId(Function<String, Optional<AccessEntry>> find) {
        requireNonNull(find, "find");
        return new AccessEntryMapper(
                identity -> find.apply(identity.principalId())
                        .map(entry -> EntryIndex.mapped(entry, "principal id " + identity.principalId()))
                        .orElseGet(Unmapped::new),
                TELLS_NOTHING);
    }

    /**
     * Maps an identity.
     *
     * @param identity the identity of a verified token
     * @return the user of its entry; {@link Unmapped} if there is none, or it is deleted while being read; {@link
     *     Rejected} if several entries match
     * @throws io.github.accessentries.AccessEntriesException if EKS could not be called
     */
    @Override
    public Mapping map(IamIdentity identity) {
        requireNonNull(identity, "identity");
        return mapper.map(identity);
    }

    /**
     * How the source of the entries is doing: what a snapshot says, or what came of the calls to EKS within the last 30 seconds, as for
     * {@link io.github.accessentries.token.StsTokenVerifier#health()}.
     *
     * @return how it is doing, without a call; well, if the source cannot say so
     */
    @Override
    public Health health() {
        return source.health();
    }
}
