package io.github.accessentries.testkit.internal.service.cluster;

import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import java.util.Map;

/**
 * What a cluster is at one moment, without its entries.
 *
 * @param origin what it has since it was made
 * @param mode its authentication mode
 * @param platform what it runs on
 * @param status the stage of its life
 * @param tags its tags
 */
public record Cluster(
        ClusterOrigin origin, AccessMode mode, Platform platform, Status status, Map<String, String> tags) {

    /** The stages of a cluster's life. */
    public enum Status {
        /** Not ready yet. */
        CREATING,
        /** Ready. */
        ACTIVE,
        /** Ready, while an update is running. */
        UPDATING,
        /** Being deleted. */
        DELETING
    }

    /**
     * The name.
     *
     * @return the name, unique in account and region
     */
    public String name() {
        return origin.name();
    }

    /**
     * The ARN.
     *
     * @return for example {@code arn:aws:eks:us-west-2:111122223333:cluster/prod}
     */
    public String arn() {
        return origin.arn();
    }

    /** Whether access entries can be read and changed. */
    public boolean hasApi() {
        return mode.hasApi() && platform.hasEntries();
    }

    /** The same in another mode. */
    public Cluster withMode(AccessMode newMode) {
        return new Cluster(origin, newMode, platform, status, tags);
    }

    /** The same on another platform. */
    public Cluster withPlatform(Platform newPlatform) {
        return new Cluster(origin, mode, newPlatform, status, tags);
    }

    /** The same at another stage of its life. */
    public Cluster withStatus(Status newStatus) {
        return new Cluster(origin, mode, platform, newStatus, tags);
    }

    /** The same with other tags. */
    public Cluster withTags(Map<String, String> newTags) {
        return new Cluster(origin, mode, platform, status, TagRules.sorted(newTags));
    }
}
