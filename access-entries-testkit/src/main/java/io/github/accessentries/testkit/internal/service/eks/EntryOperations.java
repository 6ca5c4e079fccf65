package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.entry.CreateEntry;
import io.github.accessentries.testkit.internal.service.entry.EksBehaviour;
import io.github.accessentries.testkit.internal.service.entry.EntryMaker;
import io.github.accessentries.testkit.internal.service.entry.PrincipalRules;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.entry.UpdateEntry;
import io.github.accessentries.testkit.internal.service.entry.UserRules;
import io.github.accessentries.testkit.internal.service.fault.DocumentedFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedFaults;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.kind.EntryKind;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The five operations on access entries themselves. A request is checked by itself first, then the cluster is looked
 * up, then its mode, then its entries, then IAM: the order in which real calls show their errors, as far as is known.
 */
public final class EntryOperations {

    private final RegionOfAccount place;
    private final Clusters clusters;
    private final Iam iam;
    private final Clock clock;
    private final EntryMaker maker;
    private final PrincipalRules principals;
    private final boolean keepsAbsent;
    private final boolean updatesNodeTypes;

    EntryOperations(
            RegionOfAccount place,
            Clusters clusters,
            Iam iam,
            Clock clock,
            EntryMaker maker,
            PrincipalRules principals,
            EksBehaviour behaviour) {
        this.place = place;
        this.clusters = clusters;
        this.iam = iam;
        this.clock = clock;
        this.maker = maker;
        this.principals = principals;
        this.keepsAbsent = behaviour.keepsAbsentMembers();
        this.updatesNodeTypes = behaviour.updatesNodeTypes();
    }

    /**
     * CreateAccessEntry.
     *
     * @param request what to make
     * @return the new entry, or that of the same request before
     */
    public StoredEntry create(CreateEntry request) {
        String cluster = request.cluster();
        Clusters.requireValidName(cluster);
        UserRules.checkNames(cluster, request.username(), request.groups());
        IamArn principal = principals.requireChangeable(cluster, request.principalArn());
        EntryKind kind = kind(cluster, request.type());
        UserRules.checkAllowed(cluster, kind, request.username(), request.groups());
        PrincipalRules.requireFit(cluster, principal, kind, place.account());
        Map<String, String> tags = TagRules.onCreate(cluster, request.tags());
        ClusterState state = clusters.require(cluster);
        return state.entries()
                .changeOnce(
                        request.clientRequestToken(),
                        request,
                        () -> state.entries().insert(principal, () -> entry(request, principal, kind, tags)));
    }

    private static EntryKind kind(String cluster, @Nullable String type) {
        return type == null
                ? EntryKind.STANDARD
                : EntryKind.named(type).orElseThrow(() -> DocumentedFaults.typeUnknown(cluster));
    }

    private StoredEntry entry(CreateEntry request, IamArn principal, EntryKind kind, Map<String, String> tags) {
        if (!principal.partition().equals(place.partition())) {
            throw DocumentedFaults.principalUnknown(request.cluster());
        }
        StoredPrincipal found =
                iam.resolveForEks(principal).orElseThrow(() -> DocumentedFaults.principalUnknown(request.cluster()));
        return maker.make(request.cluster(), found, kind, request.username(), request.groups(), tags, now());
    }

    /**
     * DescribeAccessEntry.
     *
     * @param cluster the name of the cluster
     * @param principalArn whose entry
     * @return the entry
     */
    public StoredEntry describe(String cluster, String principalArn) {
        Clusters.requireValidName(cluster);
        IamArn principal = principals.require(cluster, principalArn);
        return clusters.requireWithApi(cluster).entries().require(principal);
    }

    /**
     * UpdateAccessEntry, of entries of type STANDARD unless {@link EksBehaviour#updatesNodeTypes()} is played. What the
     * request leaves out goes back to its default, unless {@link EksBehaviour#keepsAbsentMembers()} is played.
     *
     * @param request what to change
     * @return the changed entry, or that of the same request before
     */
    public StoredEntry update(UpdateEntry request) {
        String cluster = request.cluster();
        Clusters.requireValidName(cluster);
        UserRules.checkNames(cluster, request.username(), request.groups());
        IamArn principal = principals.requireChangeable(cluster, request.principalArn());
        ClusterState state = clusters.require(cluster);
        return state.entries()
                .changeOnce(
                        request.clientRequestToken(),
                        request,
                        () -> state.entries().replace(principal, entry -> updated(entry, request)));
    }

    private StoredEntry updated(StoredEntry entry, UpdateEntry request) {
        if (entry.kind() != EntryKind.STANDARD && !updatesNodeTypes) {
            throw DocumentedFaults.onlyOnStandardType(entry.cluster());
        }
        UserRules.checkAllowed(entry.cluster(), entry.kind(), request.username(), request.groups());
        boolean keepsName = keepsAbsent && request.username() == null;
        boolean keepsGroups = keepsAbsent && request.groups() == null;
        return entry.withUser(
                keepsName ? entry.username() : UserRules.username(entry.kind(), entry.principal(), request.username()),
                keepsGroups ? entry.groups() : UserRules.groups(entry.kind(), request.groups()),
                now());
    }

    /**
     * DeleteAccessEntry.
     *
     * @param cluster the name of the cluster
     * @param principalArn whose entry
     */
    public void delete(String cluster, String principalArn) {
        Clusters.requireValidName(cluster);
        IamArn principal = principals.requireChangeable(cluster, principalArn);
        clusters.require(cluster).entries().remove(principal);
    }

    /**
     * ListAccessEntries.
     *
     * @param cluster the name of the cluster
     * @param associatedPolicyArn only entries with this policy, {@code null} for all
     * @param request which part
     * @return a page of entries by the ARN of their principals
     */
    public Page<StoredEntry> list(String cluster, @Nullable String associatedPolicyArn, PageRequest request) {
        Clusters.requireValidName(cluster);
        if (associatedPolicyArn != null && !PolicyOperations.isWellFormed(associatedPolicyArn)) {
            throw UnverifiedFaults.policyFilterMalformed(cluster);
        }
        ClusterState state = clusters.requireWithApi(cluster);
        return Paging.page(
                "ListAccessEntries " + state.cluster().arn() + " " + associatedPolicyArn,
                state.entries().all(),
                request,
                entry -> associatedPolicyArn == null || entry.associations().containsKey(associatedPolicyArn));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
