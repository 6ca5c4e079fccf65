package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.addon.Addon;
import io.github.accessentries.testkit.internal.service.addon.AddonCatalogue;
import io.github.accessentries.testkit.internal.service.addon.AddonRequest;
import io.github.accessentries.testkit.internal.service.addon.OfferedAddon;
import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.fault.DocumentedClusterFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedAddonFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.iam.Ids;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import io.github.accessentries.testkit.internal.service.podidentity.PodIdentity;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import io.github.accessentries.testkit.internal.service.update.StoredUpdate;
import io.github.accessentries.testkit.internal.service.update.UpdateOwner;
import io.github.accessentries.testkit.internal.service.update.UpdateParameter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operations on add-ons. Nothing is installed anywhere; add-ons are healthy whatever the cluster has. */
public final class AddonOperations {

    private static final String ROLE = "serviceAccountRoleArn";

    private final RegionOfAccount place;
    private final Clusters clusters;
    private final Roles roles;
    private final PodIdentityOperations podIdentities;
    private final Updates updates;
    private final Clock clock;
    private final Ids ids;

    AddonOperations(
            RegionOfAccount place,
            Clusters clusters,
            Roles roles,
            PodIdentityOperations podIdentities,
            Updates updates,
            Clock clock,
            Ids ids) {
        this.place = place;
        this.clusters = clusters;
        this.roles = roles;
        this.podIdentities = podIdentities;
        this.updates = updates;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * CreateAddon. The add-on becomes active after a second.
     *
     * @param request what to make
     * @return the add-on, or that of the same request before
     */
    public Addon create(AddonRequest request) {
        String cluster = request.cluster();
        OfferedAddon offered = check(request);
        Map<String, String> tags = TagRules.onCreate(cluster, request.tags());
        ClusterState state = clusters.require(cluster);
        return state.inTurn(() -> state.addons()
                .answerOnce(cluster, request.clientRequestToken(), request, () -> add(state, offered, request, tags)));
    }

    private OfferedAddon check(AddonRequest request) {
        String cluster = request.cluster();
        Clusters.requireValidName(cluster);
        if (request.name().isEmpty()) {
            throw UnverifiedClusterFaults.memberMissing(cluster, "addonName");
        }
        if (request.version() != null && !AddonCatalogue.isVersion(request.version())) {
            throw UnverifiedAddonFaults.addonVersionUnknown(cluster);
        }
        request.settings().text(ROLE).ifPresent(role -> roles.requireOwn(cluster, ROLE, role));
        return AddonCatalogue.find(request.name())
                .orElseThrow(() -> UnverifiedAddonFaults.addonUnknown(cluster, request.name()));
    }

    private Addon add(ClusterState state, OfferedAddon offered, AddonRequest request, Map<String, String> tags) {
        Cluster cluster = state.cluster();
        if (cluster.status() == Cluster.Status.CREATING) {
            throw UnverifiedClusterFaults.notActive(cluster.name());
        }
        if (state.addons().find(offered.name()).isPresent()) {
            throw DocumentedClusterFaults.addonExists(cluster.name());
        }
        Instant now = clock.instant();
        Instant shown = now.truncatedTo(ChronoUnit.MILLIS);
        String version = request.version() == null
                ? offered.versionsFor(cluster.platform().kubernetesVersion()).get(0)
                : request.version();
        Settings settings = request.settings().has("namespaceConfig")
                ? request.settings()
                : request.settings().with("namespaceConfig", Map.of("namespace", offered.namespace()));
        Addon addon = new Addon(
                cluster.name(),
                offered.name(),
                place.arn("addon/" + cluster.name() + "/" + offered.name() + "/" + ids.uuid()),
                version,
                Addon.Status.CREATING,
                tags,
                settings,
                shown,
                shown);
        associate(state, addon, request);
        state.addons().put(addon.name(), addon);
        state.begin(
                now,
                end -> state.addons()
                        .change(
                                addon.arn(),
                                made -> made.withStatus(Addon.Status.ACTIVE, end.truncatedTo(ChronoUnit.MILLIS))));
        return addon;
    }

    /** A request that names roles of service accounts replaces those that the add-on had. */
    private void associate(ClusterState state, Addon addon, AddonRequest request) {
        if (request.podIdentities() == null) {
            return;
        }
        dissociate(state, addon);
        String namespace =
                addon.settings().part("namespaceConfig").text("namespace").orElse("");
        for (AddonRequest.PodIdentityOfAddon role : request.podIdentities()) {
            podIdentities.createOwned(state, namespace, role.serviceAccount(), role.roleArn(), addon.arn());
        }
    }

    private static void dissociate(ClusterState state, Addon addon) {
        List.copyOf(state.podIdentities().all().values()).stream()
                .filter(association -> addon.arn().equals(association.owner()))
                .forEach(association -> state.podIdentities().remove(association.id()));
    }

    /**
     * DescribeAddon.
     *
     * @param cluster the name of the cluster
     * @param name the name of the add-on
     * @return the add-on
     */
    public Addon describe(String cluster, String name) {
        return clusters.require(cluster).requireAddon(name);
    }

    /** The ARNs of the associations that belong to an add-on. */
    public List<String> associations(Addon addon) {
        return clusters.require(addon.cluster()).podIdentities().all().values().stream()
                .filter(association -> addon.arn().equals(association.owner()))
                .map(PodIdentity::arn)
                .toList();
    }

    /**
     * ListAddons.
     *
     * @param cluster the name of the cluster
     * @param request which part
     * @return a page of add-ons by name
     */
    public Page<Addon> list(String cluster, PageRequest request) {
        ClusterState state = clusters.require(cluster);
        return Paging.page("ListAddons " + state.cluster().arn(), state.addons().all(), request);
    }

    /**
     * UpdateAddon.
     *
     * @param request what to change; what it leaves out stays
     * @return the update, or that of the same request before
     */
    public StoredUpdate update(AddonRequest request) {
        check(request);
        ClusterState state = clusters.require(request.cluster());
        return state.inTurn(() -> state.updates()
                .answerOnce(request.cluster(), request.clientRequestToken(), request, () -> begin(state, request)));
    }

    private StoredUpdate begin(ClusterState state, AddonRequest request) {
        Addon addon = state.requireAddon(request.name());
        if (addon.status() != Addon.Status.ACTIVE) {
            throw UnverifiedAddonFaults.addonBusy(addon.cluster(), addon.name());
        }
        associate(state, addon, request);
        String version = request.version() == null ? addon.version() : request.version();
        state.addons().put(addon.name(), addon.withStatus(Addon.Status.UPDATING, addon.modifiedAt()));
        return updates.begin(
                state,
                UpdateOwner.addon(addon.name()),
                "AddonUpdate",
                parameters(request),
                end -> state.addons()
                        .change(
                                addon.arn(),
                                before -> before.with(
                                                version, request.settings().over(before.settings()))
                                        .withStatus(Addon.Status.ACTIVE, end.truncatedTo(ChronoUnit.MILLIS))));
    }

    private static List<UpdateParameter> parameters(AddonRequest request) {
        List<UpdateParameter> parameters = new ArrayList<>();
        if (request.version() != null) {
            parameters.add(new UpdateParameter("AddonVersion", request.version()));
        }
        request.settings()
                .text(ROLE)
                .ifPresent(role -> parameters.add(new UpdateParameter("ServiceAccountRoleArn", role)));
        request.settings()
                .text("configurationValues")
                .ifPresent(values -> parameters.add(new UpdateParameter("ConfigurationValues", values)));
        if (request.podIdentities() != null) {
            parameters.add(new UpdateParameter(
                    "PodIdentityAssociations",
                    request.podIdentities().stream()
                            .map(role -> Map.of("serviceAccount", role.serviceAccount(), "roleArn", role.roleArn()))
                            .toList()));
        }
        return parameters;
    }

    /**
     * DeleteAddon. The add-on is gone at once, with the associations that belong to it.
     *
     * @param cluster the name of the cluster
     * @param name the name of the add-on
     * @return the add-on as it goes
     */
    public Addon delete(String cluster, String name) {
        ClusterState state = clusters.require(cluster);
        return state.inTurn(() -> {
            Addon addon = state.requireAddon(name);
            dissociate(state, addon);
            state.addons().remove(name);
            state.updates().forget(UpdateOwner.addon(name));
            return addon.withStatus(Addon.Status.DELETING, addon.modifiedAt());
        });
    }
}
