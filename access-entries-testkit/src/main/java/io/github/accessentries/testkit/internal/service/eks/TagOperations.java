package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.cluster.NamedResources;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedFaults;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import io.github.accessentries.testkit.internal.service.tag.TaggedResource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tags of clusters and of everything in them that can have some. */
public final class TagOperations {

    private static final Pattern EKS_ARN = Pattern.compile("arn:[^:]+:eks:[^:]+:[0-9]{12}:(?<resource>[^:]+)");
    private static final Pattern OF_A_CLUSTER = Pattern.compile(
            "(?:cluster|access-entry|nodegroup|fargateprofile|addon|podidentityassociation)/(?<cluster>[^/]+)(?:/.+)?");

    private final RegionOfAccount place;
    private final Clusters clusters;

    TagOperations(RegionOfAccount place, Clusters clusters) {
        this.place = place;
        this.clusters = clusters;
    }

    /**
     * TagResource.
     *
     * @param arn the ARN of a cluster or of something in it
     * @param tags tags to add, or to give other values
     */
    public void tag(String arn, Map<String, String> tags) {
        refuseIfPresent(TagRules.objectionTo(tags));
        change(arn, before -> {
            Map<String, String> after = new TreeMap<>(before);
            after.putAll(tags);
            refuseIfPresent(TagRules.objectionToCount(after));
            return after;
        });
    }

    /**
     * UntagResource.
     *
     * @param arn the ARN of a cluster or of something in it
     * @param keys keys of tags to remove; absent ones are ignored
     */
    public void untag(String arn, Collection<String> keys) {
        change(arn, before -> {
            Map<String, String> after = new TreeMap<>(before);
            after.keySet().removeAll(keys);
            return after;
        });
    }

    /**
     * ListTagsForResource.
     *
     * @param arn the ARN of a cluster or of something in it
     * @return its tags
     */
    public Map<String, String> list(String arn) {
        ClusterState state = clusterOf(arn);
        if (isOf(state, arn)) {
            return state.cluster().tags();
        }
        return entry(state, arn)
                .map(StoredEntry::tags)
                .or(() -> resources(state)
                        .flatMap(resources -> resources.withArn(arn).stream())
                        .map(TaggedResource::tags)
                        .findFirst())
                .orElseThrow(() -> UnverifiedFaults.taggedResourceNotFound(arn));
    }

    private void change(String arn, UnaryOperator<Map<String, String>> change) {
        ClusterState state = clusterOf(arn);
        Optional<StoredEntry> entry = entry(state, arn);
        if (isOf(state, arn)) {
            state.replaceCluster(cluster -> cluster.withTags(change.apply(cluster.tags())));
        } else if (entry.isPresent()) {
            state.entries()
                    .replace(
                            entry.get().principal(),
                            now -> requireSame(now, arn).withTags(change.apply(now.tags())));
        } else {
            state.inTurn(() -> resources(state)
                    .filter(resources -> changed(resources, arn, change))
                    .findFirst()
                    .orElseThrow(() -> UnverifiedFaults.taggedResourceNotFound(arn)));
        }
    }

    /** Everything but the cluster itself and its entries. */
    private static Stream<NamedResources<?>> resources(ClusterState state) {
        return Stream.of(
                state.computes(ComputeKind.NODE_GROUP),
                state.computes(ComputeKind.FARGATE_PROFILE),
                state.addons(),
                state.podIdentities());
    }

    private static <R extends TaggedResource<R>> boolean changed(
            NamedResources<R> resources, String arn, UnaryOperator<Map<String, String>> change) {
        Optional<R> resource = resources.withArn(arn);
        resource.ifPresent(found -> {
            Map<String, String> tags = change.apply(found.tags());
            resources.change(arn, now -> now.withTags(tags));
        });
        return resource.isPresent();
    }

    private ClusterState clusterOf(String arn) {
        Matcher eks = EKS_ARN.matcher(arn);
        if (!eks.matches()) {
            throw UnverifiedFaults.tagRequestInvalid("The resourceArn parameter format is not valid");
        }
        Matcher resource = OF_A_CLUSTER.matcher(eks.group("resource"));
        return Optional.of(resource)
                .filter(Matcher::matches)
                .map(found -> found.group("cluster"))
                .flatMap(clusters::find)
                .filter(state -> arn.startsWith(place.arn("")))
                .orElseThrow(() -> UnverifiedFaults.taggedResourceNotFound(arn));
    }

    private static boolean isOf(ClusterState state, String arn) {
        return state.cluster().arn().equals(arn);
    }

    private static Optional<StoredEntry> entry(ClusterState state, String arn) {
        return state.entries().all().values().stream()
                .filter(entry -> entry.arn().equals(arn))
                .findFirst();
    }

    /** Somebody may have recreated the principal's entry meanwhile. */
    private static StoredEntry requireSame(StoredEntry entry, String arn) {
        if (!entry.arn().equals(arn)) {
            throw UnverifiedFaults.taggedResourceNotFound(arn);
        }
        return entry;
    }

    private static void refuseIfPresent(Optional<String> objection) {
        objection.ifPresent(reason -> {
            throw UnverifiedFaults.tagRequestInvalid(reason);
        });
    }
}
