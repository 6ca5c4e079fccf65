package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.AutoMode;
import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.cluster.ClusterOrigin;
import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.cluster.CreateCluster;
import io.github.accessentries.testkit.internal.service.cluster.Propagation;
import io.github.accessentries.testkit.internal.service.entry.EksBehaviour;
import io.github.accessentries.testkit.internal.service.entry.PrincipalRules;
import io.github.accessentries.testkit.internal.service.fault.DocumentedClusterFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.iam.Delays;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.Ids;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import io.github.accessentries.testkit.internal.service.settings.ClusterSettings;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import io.github.accessentries.testkit.internal.service.version.Platform;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes clusters: those that callers ask for, and those that are simply there. */
final class ClusterCreation {

    private final RegionOfAccount place;
    private final Clusters clusters;
    private final OwnEntries ownEntries;
    private final Roles roles;
    private final Clock clock;
    private final Delays delays;
    private final Ids ids;
    private final EksBehaviour behaviour;

    ClusterCreation(
            RegionOfAccount place,
            Clusters clusters,
            OwnEntries ownEntries,
            Roles roles,
            Clock clock,
            Delays delays,
            Ids ids,
            EksBehaviour behaviour) {
        this.place = place;
        this.clusters = clusters;
        this.ownEntries = ownEntries;
        this.roles = roles;
        this.clock = clock;
        this.delays = delays;
        this.ids = ids;
        this.behaviour = behaviour;
    }

    /** Makes a cluster that is active at once and has no entries. */
    Cluster active(String name, AccessMode mode, StoredPrincipal creator) {
        Clusters.requireValidName(name);
        IamArn role = new IamArn(place.partition(), place.account(), IamArn.Kind.ROLE, "/", "eks-cluster");
        Settings given = Settings.NONE.with("roleArn", role.toString());
        return clusters.add(name, () -> {
            ClusterOrigin origin = origin(name, creator, null);
            return stateOf(new Cluster(
                    origin,
                    mode,
                    Platform.DEFAULT,
                    Cluster.Status.ACTIVE,
                    ClusterSettings.ofNew(given, origin.id()),
                    null,
                    Map.of()));
        });
    }

    private ClusterState stateOf(Cluster cluster) {
        return new ClusterState(cluster, new Propagation(clock, delays), behaviour.timeOfChanges());
    }

    private ClusterOrigin origin(String name, StoredPrincipal creator, @Nullable Boolean bootstrap) {
        String id = ids.clusterId();
        return new ClusterOrigin(
                name,
                place.arn("cluster/" + name),
                id,
                // The address leads nowhere, so that no test reaches somebody else's cluster by it.
                "https://" + id + "." + place.region() + ".eks.invalid",
                "https://oidc.eks." + place.region() + "." + place.domain() + "/id/" + id,
                creator,
                behaviour.showsBootstrapFlag() ? bootstrap : null,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Makes a cluster as a caller asks, which becomes active after a while. */
    Cluster creating(CreateCluster request, StoredPrincipal creator) {
        Clusters.requireValidName(request.name());
        AccessMode mode = mode(request);
        Platform platform = platform(request);
        Map<String, String> tags = TagRules.onCreate(request.name(), request.tags());
        IamArn role = PrincipalRules.requireOwnRole(request.name(), "roleArn", request.roleArn(), place);
        @Nullable AutoMode autoMode = autoMode(request, role);
        request.settings().require(request.name(), "resourcesVpcConfig");
        return clusters.createOnce(request, () -> {
            roles.requireKnown(request.name(), role);
            if (autoMode != null) {
                roles.requireKnown(request.name(), autoMode);
            }
            ClusterOrigin origin = origin(request.name(), creator, request.bootstrap());
            Cluster cluster = new Cluster(
                    origin,
                    mode,
                    platform,
                    Cluster.Status.CREATING,
                    ClusterSettings.ofNew(request.settings(), origin.id()),
                    autoMode,
                    tags);
            return begun(cluster, !Boolean.FALSE.equals(request.bootstrap()));
        });
    }

    private @Nullable AutoMode autoMode(CreateCluster request, IamArn role) {
        return request.autoMode() ? roles.autoMode(request.name(), role, request.nodeRoleArn()) : null;
    }

    private static AccessMode mode(CreateCluster request) {
        String name = request.name();
        AccessMode mode = request.mode() == null
                ? AccessMode.CONFIG_MAP
                : AccessMode.named(request.mode()).orElseThrow(() -> UnverifiedClusterFaults.modeUnknown(name));
        if (!mode.hasApi() && Boolean.FALSE.equals(request.bootstrap())) {
            throw DocumentedClusterFaults.bootstrapNeeded(name);
        }
        if (!mode.hasApi() && request.autoMode()) {
            throw DocumentedClusterFaults.autoModeNeedsApi(name);
        }
        return mode;
    }

    private static Platform platform(CreateCluster request) {
        String version = request.version();
        if (version == null) {
            return Platform.DEFAULT;
        }
        return Platform.withEntries(version)
                .orElseThrow(() -> UnverifiedClusterFaults.versionUnsupported(request.name()));
    }

    private ClusterState begun(Cluster cluster, boolean bootstrap) {
        Instant now = clock.instant();
        ClusterState state = stateOf(cluster);
        if (cluster.hasApi() && bootstrap) {
            ownEntries.addCreator(state, now);
        }
        ownEntries.addAutoMode(state, now);
        state.begin(now, end -> state.replaceCluster(made -> made.withStatus(Cluster.Status.ACTIVE)));
        return state;
    }
}
