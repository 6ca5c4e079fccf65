package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedFaults;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags of clusters and access entries. */
public final class TagOperations {

    private static final Pattern EKS_ARN = Pattern.compile("arn:[^:]+:eks:[^:]+:[0-9]{12}:(?<resource>[^:]+)");
    private static final Pattern CLUSTER = Pattern.compile("cluster/(?<cluster>[^/]+)");
    private static final Pattern ENTRY = Pattern.compile("access-entry/(?<cluster>[^/]+)/.+");

    private final RegionOfAccount place;
    private final Clusters clusters;

    TagOperations(RegionOfAccount place, Clusters clusters) {
        this.place = place;
        this.clusters = clusters;
    }

    /**
     * TagResource.
     *
     * @param arn the ARN of a cluster or an entry
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
     * @param arn the ARN of a cluster or an entry
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
     * @param arn the ARN of a cluster or an entry
     * @return its tags
     */
    public Map<String, String> list(String arn) {
        ClusterState state = clusterOf(arn);
        return isOf(state, arn)
                ? state.cluster().tags()
                : requireEntry(state, arn).tags();
    }

    private void change(String arn, UnaryOperator<Map<String, String>> change) {
        ClusterState state = clusterOf(arn);
        if (isOf(state, arn)) {
            state.replaceCluster(cluster -> cluster.withTags(change.apply(cluster.tags())));
        } else {
            IamArn principal = requireEntry(state, arn).principal();
            state.entries().replace(principal, entry -> requireSame(entry, arn).withTags(change.apply(entry.tags())));
        }
    }

    private ClusterState clusterOf(String arn) {
        Matcher eks = EKS_ARN.matcher(arn);
        if (!eks.matches()) {
            throw UnverifiedFaults.tagRequestInvalid("The resourceArn parameter format is not valid");
        }
        String resource = eks.group("resource");
        return clusterName(CLUSTER, resource)
                .or(() -> clusterName(ENTRY, resource))
                .flatMap(clusters::find)
                .filter(state -> arn.startsWith(place.arn("")))
                .orElseThrow(() -> UnverifiedFaults.taggedResourceNotFound(arn));
    }

    private static Optional<String> clusterName(Pattern pattern, String resource) {
        Matcher matcher = pattern.matcher(resource);
        return matcher.matches() ? Optional.of(matcher.group("cluster")) : Optional.empty();
    }

    private static boolean isOf(ClusterState state, String arn) {
        return state.cluster().arn().equals(arn);
    }

    private static StoredEntry requireEntry(ClusterState state, String arn) {
        return state.entries().all().values().stream()
                .filter(entry -> entry.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> UnverifiedFaults.taggedResourceNotFound(arn));
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
