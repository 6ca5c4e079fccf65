package io.github.accessentries.testkit.internal.service.compute;

import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.kind.EntryKind;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import io.github.accessentries.testkit.internal.service.tag.TaggedResource;
import java.time.Instant;
import java.util.Map;

/**
 * A managed node group or a Fargate profile at one moment.
 *
 * @param kind which of the two
 * @param cluster the name of its cluster
 * @param name its name, unique among those of its kind in the cluster
 * @param arn its ARN
 * @param role the role that its nodes or pods run under
 * @param entryKind the type of the entry that the role gets
 * @param status the stage of its life
 * @param tags its tags
 * @param settings what it shows beside that
 * @param createdAt when it was made
 * @param modifiedAt when it last changed
 */
public record Compute(
        ComputeKind kind,
        String cluster,
        String name,
        String arn,
        IamArn role,
        EntryKind entryKind,
        Status status,
        Map<String, String> tags,
        Settings settings,
        Instant createdAt,
        Instant modifiedAt)
        implements TaggedResource<Compute> {

    /** The stages of its life. */
    public enum Status {
        /** Not ready yet. */
        CREATING,
        /** Ready. */
        ACTIVE,
        /** Going through an update; only node groups do. */
        UPDATING,
        /** Being deleted. */
        DELETING
    }

    @Override
    public Compute withTags(Map<String, String> newTags) {
        return new Compute(
                kind,
                cluster,
                name,
                arn,
                role,
                entryKind,
                status,
                TagRules.sorted(newTags),
                settings,
                createdAt,
                modifiedAt);
    }

    /** The same with other settings. */
    public Compute withSettings(Settings newSettings) {
        return new Compute(kind, cluster, name, arn, role, entryKind, status, tags, newSettings, createdAt, modifiedAt);
    }

    /** The same at another stage of its life. */
    public Compute withStatus(Status newStatus, Instant now) {
        return new Compute(kind, cluster, name, arn, role, entryKind, newStatus, tags, settings, createdAt, now);
    }
}
