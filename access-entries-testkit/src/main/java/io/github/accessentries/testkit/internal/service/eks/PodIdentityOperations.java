package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedAddonFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.Ids;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import io.github.accessentries.testkit.internal.service.podidentity.CreatePodIdentity;
import io.github.accessentries.testkit.internal.service.podidentity.PodIdentity;
import io.github.accessentries.testkit.internal.service.podidentity.UpdatePodIdentity;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations on the roles of service accounts. Nothing hands out credentials for them. */
public final class PodIdentityOperations {

    private static final String TARGET = "targetRoleArn";
    private static final String EXTERNAL_ID = "externalId";
    private static final String SESSION_TAGS = "disableSessionTags";

    private final RegionOfAccount place;
    private final Clusters clusters;
    private final Roles roles;
    private final Clock clock;
    private final Ids ids;

    PodIdentityOperations(RegionOfAccount place, Clusters clusters, Roles roles, Clock clock, Ids ids) {
        this.place = place;
        this.clusters = clusters;
        this.roles = roles;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * CreatePodIdentityAssociation.
     *
     * @param request what to make
     * @return the association, or that of the same request before
     */
    public PodIdentity create(CreatePodIdentity request) {
        String cluster = request.cluster();
        Clusters.requireValidName(cluster);
        requireGiven(cluster, "namespace", request.namespace());
        requireGiven(cluster, "serviceAccount", request.serviceAccount());
        IamArn role = roles.requireOwn(cluster, "roleArn", request.roleArn());
        Map<String, String> tags = TagRules.onCreate(cluster, request.tags());
        ClusterState state = clusters.require(cluster);
        return state.inTurn(() -> state.podIdentities()
                .answerOnce(
                        cluster,
                        request.clientRequestToken(),
                        request,
                        () -> add(state, made(request, role, tags, null))));
    }

    private static void requireGiven(String cluster, String member, String value) {
        if (value.isEmpty()) {
            throw UnverifiedClusterFaults.memberMissing(cluster, member);
        }
    }

    private PodIdentity made(CreatePodIdentity request, IamArn role, Map<String, String> tags, @Nullable String owner) {
        String id = ids.associationId();
        Instant now = now();
        Settings settings = request.settings().has(SESSION_TAGS)
                ? request.settings()
                : request.settings().with(SESSION_TAGS, false);
        return new PodIdentity(
                request.cluster(),
                id,
                place.arn("podidentityassociation/" + request.cluster() + "/" + id),
                request.namespace(),
                request.serviceAccount(),
                role,
                owner,
                tags,
                withExternalId(settings),
                now,
                now);
    }

    /** What the target role's trust policy can ask for; only associations with such a role have it. */
    private Settings withExternalId(Settings settings) {
        boolean needed =
                settings.text(TARGET).filter(target -> !target.isEmpty()).isPresent();
        return needed && !settings.has(EXTERNAL_ID) ? settings.with(EXTERNAL_ID, ids.uuid()) : settings;
    }

    private PodIdentity add(ClusterState state, PodIdentity association) {
        String cluster = association.cluster();
        if (!roles.isKnown(association.role())) {
            throw UnverifiedClusterFaults.podRoleNotFound(cluster);
        }
        state.podIdentities().all().values().stream()
                .filter(other -> other.isFor(association.namespace(), association.serviceAccount()))
                .findFirst()
                .ifPresent(other -> {
                    throw UnverifiedAddonFaults.associationExists(cluster, other.id());
                });
        state.podIdentities().put(association.id(), association);
        return association;
    }

    /** An association that belongs to an add-on; to be called in the cluster's turn. */
    PodIdentity createOwned(ClusterState state, String namespace, String serviceAccount, String roleArn, String owner) {
        String cluster = state.cluster().name();
        IamArn role = roles.requireOwn(cluster, "roleArn", roleArn);
        CreatePodIdentity request =
                new CreatePodIdentity(cluster, namespace, serviceAccount, roleArn, null, Settings.NONE, null);
        return add(state, made(request, role, Map.of(), owner));
    }

    /**
     * DescribePodIdentityAssociation.
     *
     * @param cluster the name of the cluster
     * @param id the id of the association
     * @return the association
     */
    public PodIdentity describe(String cluster, String id) {
        return clusters.require(cluster).requirePodIdentity(id);
    }

    /**
     * ListPodIdentityAssociations.
     *
     * @param cluster the name of the cluster
     * @param namespace only those of a namespace, {@code null} for all
     * @param serviceAccount only those of service accounts of a name, {@code null} for all
     * @param request which part
     * @return a page of associations by their ids
     */
    public Page<PodIdentity> list(
            String cluster, @Nullable String namespace, @Nullable String serviceAccount, PageRequest request) {
        ClusterState state = clusters.require(cluster);
        return Paging.page(
                "ListPodIdentityAssociations " + state.cluster().arn() + " " + namespace + " " + serviceAccount,
                state.podIdentities().all(),
                request,
                association -> (namespace == null || namespace.equals(association.namespace()))
                        && (serviceAccount == null || serviceAccount.equals(association.serviceAccount())));
    }

    /**
     * UpdatePodIdentityAssociation.
     *
     * @param request what to change
     * @return the changed association, or that of the same request before
     */
    public PodIdentity update(UpdatePodIdentity request) {
        String cluster = request.cluster();
        Clusters.requireValidName(cluster);
        @Nullable
        IamArn role = request.roleArn() == null ? null : roles.requireOwn(cluster, "roleArn", request.roleArn());
        ClusterState state = clusters.require(cluster);
        return state.inTurn(() -> state.podIdentities()
                .answerOnce(cluster, request.clientRequestToken(), request, () -> changed(state, request, role)));
    }

    private PodIdentity changed(ClusterState state, UpdatePodIdentity request, @Nullable IamArn role) {
        PodIdentity before = requireOfUser(state, request.id());
        IamArn newRole = role == null ? before.role() : role;
        if (!roles.isKnown(newRole)) {
            throw UnverifiedClusterFaults.podRoleNotFound(before.cluster());
        }
        PodIdentity after =
                before.with(newRole, withExternalId(request.settings().over(before.settings())), now());
        state.podIdentities().put(after.id(), after);
        return after;
    }

    private static PodIdentity requireOfUser(ClusterState state, String id) {
        PodIdentity association = state.requirePodIdentity(id);
        if (association.owner() != null) {
            throw UnverifiedAddonFaults.associationOwned(association.cluster(), id);
        }
        return association;
    }

    /**
     * DeletePodIdentityAssociation.
     *
     * @param cluster the name of the cluster
     * @param id the id of the association
     * @return the association as it was
     */
    public PodIdentity delete(String cluster, String id) {
        ClusterState state = clusters.require(cluster);
        return state.inTurn(() -> {
            PodIdentity association = requireOfUser(state, id);
            state.podIdentities().remove(id);
            return association;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
