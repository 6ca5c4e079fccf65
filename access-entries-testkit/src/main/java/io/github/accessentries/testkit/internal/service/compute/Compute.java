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
 * @param kubernetesVersion the version of the cluster when it was made
 * @param status the stage of its life
 * @param tags its tags
 * @param settings whatever else the request said
 * @param createdAt when it was made
 */
public record Compute(
        ComputeKind kind,
        String cluster,
        String name,
        String arn,
        IamArn role,
        EntryKind entryKind,
        String kubernetesVersion,
        Status status,
        Map<String, String> tags,
        Settings settings,
        Instant createdAt)
        implements TaggedResource<Compute> {

    /** The stages of its life. */
    public enum Status {
        /** Not ready yet. */
        CREATING,
        /** Ready. */
        ACTIVE,
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
                kubernetesVersion,
                status,
                TagRules.sorted(newTags),
                settings,
                createdAt);
    }

    /** The same at another stage of its life. */
    public Compute withStatus(Status newStatus) {
        return new Compute(
                kind, cluster, name, arn, role, entryKind, kubernetesVersion, newStatus, tags, settings, createdAt);
    }
}
