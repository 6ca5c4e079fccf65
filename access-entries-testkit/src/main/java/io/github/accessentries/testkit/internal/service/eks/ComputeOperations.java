package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.AwsAuthMapping;
import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.compute.Compute;
import io.github.accessentries.testkit.internal.service.compute.CreateCompute;
import io.github.accessentries.testkit.internal.service.entry.PrincipalRules;
import io.github.accessentries.testkit.internal.service.fault.DocumentedClusterFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.Ids;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The operations on managed node groups and Fargate profiles, as far as they make entries. An entry stays when the
 * thing it was made for is deleted.
 */
public final class ComputeOperations {

    private final RegionOfAccount place;
    private final Clusters clusters;
    private final OwnEntries ownEntries;
    private final Iam iam;
    private final Clock clock;
    private final Ids ids;

    ComputeOperations(RegionOfAccount place, Clusters clusters, OwnEntries ownEntries, Iam iam, Clock clock, Ids ids) {
        this.place = place;
        this.clusters = clusters;
        this.ownEntries = ownEntries;
        this.iam = iam;
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
        IamArn role = PrincipalRules.requireOwnRole(cluster, kind.roleMember(), request.roleArn(), place);
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
        if (iam.resolve(role).isEmpty()) {
            throw DocumentedClusterFaults.roleNotFound(cluster.name(), role);
        }
        Instant now = clock.instant();
        Compute compute = new Compute(
                kind,
                cluster.name(),
                request.name(),
                place.arn(kind.resourceType() + "/" + cluster.name() + "/" + request.name() + "/" + ids.uuid()),
                role,
                kind.entryKind(request.amiType()),
                cluster.platform().kubernetesVersion(),
                Compute.Status.CREATING,
                tags,
                request.settings(),
                now.truncatedTo(ChronoUnit.MILLIS));
        state.computes(kind).put(compute.name(), compute);
        letIn(state, compute, now);
        state.begin(
                now, end -> state.computes(kind).change(compute.arn(), made -> made.withStatus(Compute.Status.ACTIVE)));
        return compute;
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
            return compute.withStatus(Compute.Status.DELETING);
        });
    }
}
