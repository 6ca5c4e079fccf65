package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.compute.Compute;
import io.github.accessentries.testkit.internal.service.compute.NodeGroupSettings;
import io.github.accessentries.testkit.internal.service.compute.UpdateNodeGroup;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import io.github.accessentries.testkit.internal.service.update.StoredUpdate;
import io.github.accessentries.testkit.internal.service.update.UpdateOwner;
import io.github.accessentries.testkit.internal.service.update.UpdateParameter;
import io.github.accessentries.testkit.internal.service.version.Platform;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations that change managed node groups, which takes a while: one update of a group at a time. */
public final class NodeGroupUpdates {

    private static final String VERSION = "version";

    /** The parameters that updates show, by what is in the request. */
    private static final Map<String, String> PARAMETERS = parameters();

    private final Clusters clusters;
    private final Updates updates;

    NodeGroupUpdates(Clusters clusters, Updates updates) {
        this.clusters = clusters;
        this.updates = updates;
    }

    private static Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("labels.addOrUpdateLabels", "LabelsToAdd");
        parameters.put("labels.removeLabels", "LabelsToRemove");
        parameters.put("taints.addOrUpdateTaints", "TaintsToAdd");
        parameters.put("taints.removeTaints", "TaintsToRemove");
        parameters.put("scalingConfig.minSize", "MinSize");
        parameters.put("scalingConfig.maxSize", "MaxSize");
        parameters.put("scalingConfig.desiredSize", "DesiredSize");
        parameters.put("updateConfig.maxUnavailable", "MaxUnavailable");
        parameters.put("updateConfig.maxUnavailablePercentage", "MaxUnavailablePercentage");
        parameters.put("updateConfig.updateStrategy", "UpdateStrategy");
        parameters.put("nodeRepairConfig", "NodeRepairConfig");
        parameters.put("warmPoolConfig.enabled", "WarmPoolEnabled");
        parameters.put("warmPoolConfig.minSize", "WarmPoolMinSize");
        parameters.put("warmPoolConfig.maxGroupPreparedCapacity", "WarmPoolMaxGroupPreparedCapacity");
        parameters.put("warmPoolConfig.poolState", "WarmPoolState");
        parameters.put("warmPoolConfig.reuseOnScaleIn", "WarmPoolReuseOnScaleIn");
        parameters.put(VERSION, "Version");
        parameters.put("releaseVersion", "ReleaseVersion");
        parameters.put("launchTemplate.name", "LaunchTemplateName");
        parameters.put("launchTemplate.version", "LaunchTemplateVersion");
        return parameters;
    }

    /**
     * UpdateNodegroupConfig and UpdateNodegroupVersion.
     *
     * @param request what to change
     * @return the update, or that of the same request before
     */
    public StoredUpdate start(UpdateNodeGroup request) {
        String cluster = request.cluster();
        Clusters.requireValidName(cluster);
        ClusterState state = clusters.require(cluster);
        return state.inTurn(() -> state.updates()
                .answerOnce(cluster, request.clientRequestToken(), request, () -> begin(state, request)));
    }

    private StoredUpdate begin(ClusterState state, UpdateNodeGroup request) {
        Compute group = state.requireCompute(ComputeKind.NODE_GROUP, request.name());
        if (group.status() != Compute.Status.ACTIVE) {
            throw UnverifiedClusterFaults.nodeGroupBusy(group.cluster(), group.name());
        }
        boolean config = request.type() == UpdateNodeGroup.Type.CONFIG;
        if (config && request.settings().members().isEmpty()) {
            throw UnverifiedClusterFaults.nodeGroupUpdateEmpty(group.cluster());
        }
        if (!config) {
            requireVersion(state, group, request.settings());
        }
        state.computes(ComputeKind.NODE_GROUP)
                .put(group.name(), group.withStatus(Compute.Status.UPDATING, group.modifiedAt()));
        return updates.begin(
                state,
                UpdateOwner.nodeGroup(group.name()),
                request.type().shown(),
                parameters(request.settings()),
                end -> state.computes(ComputeKind.NODE_GROUP)
                        .change(
                                group.arn(),
                                before -> before.withSettings(NodeGroupSettings.changed(
                                                request.type(), before.settings(), request.settings()))
                                        .withStatus(Compute.Status.ACTIVE, end.truncatedTo(ChronoUnit.MILLIS))));
    }

    /** A group goes forward, and not beyond its cluster. */
    private static void requireVersion(ClusterState state, Compute group, Settings request) {
        String before = group.settings().text(VERSION).orElse("");
        request.text(VERSION).ifPresent(version -> {
            String cluster = state.cluster().platform().kubernetesVersion();
            if (!Platform.isNotAfter(version, cluster) || !Platform.isNotAfter(before, version)) {
                throw UnverifiedClusterFaults.nodeGroupVersion(group.cluster(), version);
            }
        });
    }

    private static List<UpdateParameter> parameters(Settings request) {
        List<UpdateParameter> shown = new ArrayList<>();
        PARAMETERS.forEach((path, type) -> {
            int dot = path.indexOf('.');
            Settings holder = dot < 0 ? request : request.part(path.substring(0, dot));
            Object value = holder.members().get(path.substring(dot + 1));
            if (value != null) {
                shown.add(new UpdateParameter(type, value));
            }
        });
        return shown;
    }
}
