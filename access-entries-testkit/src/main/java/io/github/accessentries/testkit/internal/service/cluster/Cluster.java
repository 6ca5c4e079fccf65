package io.github.accessentries.testkit.internal.service.cluster;

import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import io.github.accessentries.testkit.internal.service.version.Platform;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster is at one moment, without its entries.
 *
 * @param origin what it has since it was made
 * @param mode its authentication mode
 * @param platform what it runs on
 * @param status the stage of its life
 * @param settings what it shows beside access
 * @param autoMode the roles of EKS Auto Mode, {@code null} without
 * @param tags its tags
 */
public record Cluster(
        ClusterOrigin origin,
        AccessMode mode,
        Platform platform,
        Status status,
        Settings settings,
        @Nullable AutoMode autoMode,
        Map<String, String> tags) {

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

    /** Whether it cannot be deleted. */
    public boolean isProtected() {
        return settings.flag("deletionProtection").orElse(false);
    }

    /** The same in another mode. */
    public Cluster withMode(AccessMode newMode) {
        return new Cluster(origin, newMode, platform, status, settings, autoMode, tags);
    }

    /** The same on another platform. */
    public Cluster withPlatform(Platform newPlatform) {
        return new Cluster(origin, mode, newPlatform, status, settings, autoMode, tags);
    }

    /** The same at another stage of its life. */
    public Cluster withStatus(Status newStatus) {
        return new Cluster(origin, mode, platform, newStatus, settings, autoMode, tags);
    }

    /** The same with other settings. */
    public Cluster withSettings(Settings newSettings) {
        return new Cluster(origin, mode, platform, status, newSettings, autoMode, tags);
    }

    /** The same with EKS Auto Mode, or without if there are no roles for it. */
    public Cluster withAutoMode(@Nullable AutoMode newAutoMode) {
        return new Cluster(origin, mode, platform, status, settings, newAutoMode, tags);
    }

    /** The same with other tags. */
    public Cluster withTags(Map<String, String> newTags) {
        return new Cluster(origin, mode, platform, status, settings, autoMode, TagRules.sorted(newTags));
    }
}
