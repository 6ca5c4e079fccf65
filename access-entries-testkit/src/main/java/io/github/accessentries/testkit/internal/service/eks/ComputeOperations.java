package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.AwsAuthMapping;
import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.compute.Compute;
import io.github.accessentries.testkit.internal.service.compute.CreateCompute;
import io.github.accessentries.testkit.internal.service.compute.NodeGroupSettings;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.Ids;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import io.github.accessentries.testkit.internal.service.update.UpdateOwner;
import io.github.accessentries.testkit.internal.service.version.Platform;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * The operations on managed node groups and Fargate profiles, as far as they make entries. An entry stays when the
 * thing it was made for is deleted.
 */
public final class ComputeOperations {

    private final RegionOfAccount place;
    private final Clusters clusters;
    private final OwnEntries ownEntries;
    private final Roles roles;
    private final Clock clock;
    private final Ids ids;

    ComputeOperations(
            RegionOfAccount place, Clusters clusters, OwnEntries ownEntries, Roles roles, Clock clock, Ids ids) {
        this.place = place;
        this.clusters = clusters;
        this.ownEntries = ownEntries;
        this.roles = roles;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * CreateNodegroup and CreateFargateProfile. The result becomes active after a second; its role gets its entry, or
     * its place in {@code aws-auth}, at once.
     *
     * @param request what to make
     * @return the new node group or profile, or that of the same request before
     */
    public Compute create(CreateCompute request) {
        String cluster = request.cluster();
        Clusters.requireValidName(cluster);
        ComputeKind kind = request.kind();
        if (request.name().isEmpty()) {
            throw UnverifiedClusterFaults.memberMissing(cluster, kind.nameMember());
        }
        IamArn role = roles.requireOwn(cluster, kind.roleMember(), request.roleArn());
        if (kind == ComputeKind.NODE_GROUP) {
            request.settings().require(cluster, "subnets");
        }
        Map<String, String> tags = TagRules.onCreate(cluster, request.tags());
        ClusterState state = clusters.require(cluster);
        return state.inTurn(() -> state.computes(kind)
                .answerOnce(cluster, request.clientRequestToken(), request, () -> add(state, request, role, tags)));
    }

    private Compute add(ClusterState state, CreateCompute request, IamArn role, Map<String, String> tags) {
        Cluster cluster = state.cluster();
        ComputeKind kind = request.kind();
        if (cluster.status() == Cluster.Status.CREATING) {
            throw UnverifiedClusterFaults.notActive(cluster.name());
        }
        if (state.computes(kind).find(request.name()).isPresent()) {
            throw UnverifiedClusterFaults.computeExists(kind, cluster.name(), request.name());
        }
        roles.requireKnown(cluster.name(), role);
        Instant now = clock.instant();
        Instant shown = now.truncatedTo(ChronoUnit.MILLIS);
        String id = ids.uuid();
        Compute compute = new Compute(
                kind,
                cluster.name(),
                request.name(),
                place.arn(kind.resourceType() + "/" + cluster.name() + "/" + request.name() + "/" + id),
                role,
                kind.entryKind(request.amiType()),
                Compute.Status.CREATING,
                tags,
                settings(cluster, request, id),
                shown,
                shown);
        state.computes(kind).put(compute.name(), compute);
        letIn(state, compute, now);
        state.begin(
                now,
                end -> state.computes(kind)
                        .change(
                                compute.arn(),
                                made -> made.withStatus(Compute.Status.ACTIVE, end.truncatedTo(ChronoUnit.MILLIS))));
        return compute;
    }

    private static Settings settings(Cluster cluster, CreateCompute request, String id) {
        Settings given = request.settings();
        if (request.kind() == ComputeKind.FARGATE_PROFILE) {
            return given.over(new Settings(Map.of(
                    "subnets",
                    cluster.settings().part("resourcesVpcConfig").list("subnetIds"),
                    "selectors",
                    List.of(),
                    "health",
                    Map.of("issues", List.of()))));
        }
        String newest = cluster.platform().kubernetesVersion();
        given.text("version")
                .filter(version -> !Platform.isNotAfter(version, newest))
                .ifPresent(version -> {
                    throw UnverifiedClusterFaults.nodeGroupVersion(cluster.name(), version);
                });
        return NodeGroupSettings.ofNew(given, request.name(), id, newest);
    }

    private void letIn(ClusterState state, Compute compute, Instant now) {
        if (state.cluster().hasApi()) {
            ownEntries.addRole(state, compute, now);
        } else {
            state.awsAuth().addIfAbsent(AwsAuthMapping.ofNodes(compute.role(), compute.entryKind()));
        }
    }

    /**
     * DescribeNodegroup and DescribeFargateProfile.
     *
     * @param kind which of the two
     * @param cluster the name of the cluster
     * @param name the name of the node group or profile
     * @return the node group or profile
     */
    public Compute describe(ComputeKind kind, String cluster, String name) {
        return clusters.require(cluster).requireCompute(kind, name);
    }

    /**
     * ListNodegroups and ListFargateProfiles.
     *
     * @param kind which of the two
     * @param cluster the name of the cluster
     * @param request which part
     * @return a page of node groups or profiles by name
     */
    public Page<Compute> list(ComputeKind kind, String cluster, PageRequest request) {
        ClusterState state = clusters.require(cluster);
        return Paging.page(
                "List " + kind + " " + state.cluster().arn(),
                state.computes(kind).all(),
                request);
    }

    /**
     * DeleteNodegroup and DeleteFargateProfile. It is gone at once.
     *
     * @param kind which of the two
     * @param cluster the name of the cluster
     * @param name the name of the node group or profile
     * @return the node group or profile as it goes
     */
    public Compute delete(ComputeKind kind, String cluster, String name) {
        ClusterState state = clusters.require(cluster);
        return state.inTurn(() -> {
            Compute compute = state.requireCompute(kind, name);
            state.computes(kind).remove(name);
            if (kind == ComputeKind.NODE_GROUP) {
                state.updates().forget(UpdateOwner.nodeGroup(name));
            }
            return compute.withStatus(Compute.Status.DELETING, compute.modifiedAt());
        });
    }
}
