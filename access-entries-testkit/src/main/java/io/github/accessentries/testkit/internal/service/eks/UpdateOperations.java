package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.AutoMode;
import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.cluster.UpdateConfig;
import io.github.accessentries.testkit.internal.service.cluster.UpdateVersion;
import io.github.accessentries.testkit.internal.service.fault.DocumentedClusterFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import io.github.accessentries.testkit.internal.service.settings.ClusterSettings;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import io.github.accessentries.testkit.internal.service.update.ConfigChange;
import io.github.accessentries.testkit.internal.service.update.StoredUpdate;
import io.github.accessentries.testkit.internal.service.update.UpdateOwner;
import io.github.accessentries.testkit.internal.service.update.UpdateParameter;
import io.github.accessentries.testkit.internal.service.version.Platform;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The operations that change clusters, which takes a while: one kind of change a call, one update at a time. */
public final class UpdateOperations {

    private static final String MODE_UPDATE = "AccessConfigUpdate";
    private static final String VERSION_UPDATE = "VersionUpdate";
    private static final String LOGGING = "logging";
    private static final String NETWORK = "resourcesVpcConfig";
    private static final String COMPUTE = "computeConfig";

    private final Clusters clusters;
    private final OwnEntries ownEntries;
    private final Roles roles;
    private final Updates updates;

    UpdateOperations(Clusters clusters, OwnEntries ownEntries, Roles roles, Updates updates) {
        this.clusters = clusters;
        this.ownEntries = ownEntries;
        this.roles = roles;
        this.updates = updates;
    }

    /**
     * UpdateClusterConfig.
     *
     * @param request what to change
     * @return the update, or that of the same request before
     */
    public StoredUpdate start(UpdateConfig request) {
        String cluster = request.cluster();
        Clusters.requireValidName(cluster);
        List<ConfigChange> changes = ConfigChange.in(request.settings());
        int kinds = changes.size() + (request.mode() == null ? 0 : 1);
        if (kinds == 0) {
            throw UnverifiedClusterFaults.updateWithoutType(cluster);
        }
        if (kinds > 1) {
            throw DocumentedClusterFaults.moreThanOneUpdate(cluster);
        }
        @Nullable AccessMode mode = mode(request);
        ClusterState state = clusters.require(cluster);
        return state.inTurn(() -> state.updates()
                .answerOnce(
                        cluster,
                        request.clientRequestToken(),
                        request,
                        () -> mode == null ? begin(state, changes.get(0), request.settings()) : begin(state, mode)));
    }

    private static @Nullable AccessMode mode(UpdateConfig request) {
        return request.mode() == null
                ? null
                : AccessMode.named(request.mode())
                        .orElseThrow(() -> UnverifiedClusterFaults.modeUnknown(request.cluster()));
    }

    private StoredUpdate begin(ClusterState state, AccessMode mode) {
        Cluster cluster = state.cluster();
        Updates.requireNoneRunning(state, MODE_UPDATE);
        if (!cluster.platform().hasEntries()) {
            throw UnverifiedClusterFaults.platformTooOld(
                    cluster.name(),
                    cluster.platform().platformVersion(),
                    cluster.platform().kubernetesVersion());
        }
        if (!cluster.mode().mayBecome(mode)) {
            throw DocumentedClusterFaults.modeChangeUnsupported(cluster.name(), cluster.mode(), mode);
        }
        // EKS shows this value as JSON in JSON, unlike other texts.
        UpdateParameter parameter = new UpdateParameter("AuthenticationMode", "\"" + mode.name() + "\"");
        return begin(state, MODE_UPDATE, List.of(parameter), end -> {
            if (!state.cluster().mode().hasApi()) {
                ownEntries.addAll(state, end);
            }
            state.replaceCluster(before -> before.withMode(mode));
        });
    }

    private StoredUpdate begin(ClusterState state, ConfigChange change, Settings request) {
        Cluster cluster = state.cluster();
        Updates.requireNoneRunning(state, change.type());
        Settings after = ClusterSettings.changed(cluster.settings(), request);
        requireChange(cluster, change, after);
        @Nullable AutoMode autoMode = autoMode(cluster, change, after);
        return begin(state, change.type(), change.parameters(request), end -> {
            state.replaceCluster(before -> before.withSettings(after).withAutoMode(autoMode));
            ownEntries.addAutoMode(state, end);
        });
    }

    private static void requireChange(Cluster cluster, ConfigChange change, Settings after) {
        Settings before = cluster.settings();
        Settings network = after.part(NETWORK);
        if (change.equals(ConfigChange.LOGGING) && after.part(LOGGING).equals(before.part(LOGGING))) {
            throw UnverifiedClusterFaults.loggingUnchanged(cluster.name());
        }
        if (change.equals(ConfigChange.ENDPOINT_ACCESS)) {
            boolean publicAccess = network.flag("endpointPublicAccess").orElse(true);
            boolean privateAccess = network.flag("endpointPrivateAccess").orElse(false);
            if (!publicAccess && !privateAccess) {
                throw UnverifiedClusterFaults.noEndpointAccess(cluster.name());
            }
            if (network.equals(before.part(NETWORK))) {
                throw DocumentedClusterFaults.endpointUnchanged(
                        cluster.name(), privateAccess, publicAccess, network.list("publicAccessCidrs"));
            }
        }
    }

    private @Nullable AutoMode autoMode(Cluster cluster, ConfigChange change, Settings after) {
        if (!change.equals(ConfigChange.AUTO_MODE)) {
            return cluster.autoMode();
        }
        if (!after.part(COMPUTE).flag("enabled").orElse(false)) {
            return null;
        }
        String name = cluster.name();
        if (!cluster.hasApi()) {
            throw DocumentedClusterFaults.autoModeNeedsApi(name);
        }
        AutoMode autoMode = roles.autoMode(
                name,
                roles.requireOwn(name, "roleArn", after.text("roleArn").orElse("")),
                after.part(COMPUTE).text("nodeRoleArn").orElse(null));
        roles.requireKnown(name, autoMode);
        return autoMode;
    }

    /**
     * UpdateClusterVersion.
     *
     * @param request what to change
     * @return the update, or that of the same request before
     */
    public StoredUpdate start(UpdateVersion request) {
        String cluster = request.cluster();
        Clusters.requireValidName(cluster);
        if (request.version().isEmpty()) {
            throw UnverifiedClusterFaults.memberMissing(cluster, "version");
        }
        Platform platform = Platform.withEntries(request.version())
                .orElseThrow(() -> UnverifiedClusterFaults.versionUnsupported(cluster));
        ClusterState state = clusters.require(cluster);
        return state.inTurn(() -> state.updates()
                .answerOnce(cluster, request.clientRequestToken(), request, () -> begin(state, platform)));
    }

    private StoredUpdate begin(ClusterState state, Platform platform) {
        Cluster cluster = state.cluster();
        Updates.requireNoneRunning(state, VERSION_UPDATE);
        if (!platform.isNextAfter(cluster.platform())) {
            throw DocumentedClusterFaults.versionChangeUnsupported(
                    cluster.name(), cluster.platform().kubernetesVersion(), platform.kubernetesVersion());
        }
        List<UpdateParameter> parameters = List.of(
                new UpdateParameter("Version", platform.kubernetesVersion()),
                new UpdateParameter("PlatformVersion", platform.platformVersion()));
        return begin(
                state,
                VERSION_UPDATE,
                parameters,
                end -> state.replaceCluster(before -> ownEntries.moved(state, platform, end)));
    }

    /** The cluster shows that it is being updated until the update is done. */
    private StoredUpdate begin(
            ClusterState state, String type, List<UpdateParameter> parameters, Consumer<Instant> effect) {
        state.replaceCluster(before -> before.withStatus(Cluster.Status.UPDATING));
        return updates.begin(state, UpdateOwner.CLUSTER, type, parameters, end -> {
            effect.accept(end);
            state.replaceCluster(before -> before.withStatus(Cluster.Status.ACTIVE));
        });
    }
}
