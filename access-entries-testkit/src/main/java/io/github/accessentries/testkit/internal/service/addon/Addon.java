package io.github.accessentries.testkit.internal.service.addon;

import io.github.accessentries.testkit.internal.service.settings.Settings;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import io.github.accessentries.testkit.internal.service.tag.TaggedResource;
import java.time.Instant;
import java.util.Map;

/**
 * An add-on of a cluster at one moment.
 *
 * @param cluster the name of its cluster
 * @param name its name, for example {@code vpc-cni}
 * @param arn its ARN
 * @param version its version, for example {@code v1.20.4-eksbuild.1}
 * @param status the stage of its life
 * @param tags its tags
 * @param settings whatever else was said about it
 * @param createdAt when it was made
 * @param modifiedAt when it last changed
 */
public record Addon(
        String cluster,
        String name,
        String arn,
        String version,
        Status status,
        Map<String, String> tags,
        Settings settings,
        Instant createdAt,
        Instant modifiedAt)
        implements TaggedResource<Addon> {

    /** The stages of its life. */
    public enum Status {
        /** Not ready yet. */
        CREATING,
        /** Ready. */
        ACTIVE,
        /** Going through an update. */
        UPDATING,
        /** Being deleted. */
        DELETING
    }

    @Override
    public Addon withTags(Map<String, String> newTags) {
        return new Addon(
                cluster, name, arn, version, status, TagRules.sorted(newTags), settings, createdAt, modifiedAt);
    }

    /** The same at another stage of its life. */
    public Addon withStatus(Status newStatus, Instant now) {
        return new Addon(cluster, name, arn, version, newStatus, tags, settings, createdAt, now);
    }

    /** The same with another version and other settings. */
    public Addon with(String newVersion, Settings newSettings) {
        return new Addon(cluster, name, arn, newVersion, status, tags, newSettings, createdAt, modifiedAt);
    }
}
