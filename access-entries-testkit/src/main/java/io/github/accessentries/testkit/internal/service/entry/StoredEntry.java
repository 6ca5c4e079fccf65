package io.github.accessentries.testkit.internal.service.entry;

import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.kind.EntryKind;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import io.github.accessentries.testkit.internal.service.tag.TaggedResource;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * An access entry at one moment. A change makes a new one, so that readers see all of a change or nothing.
 *
 * @param cluster the name of the cluster
 * @param arn the ARN of the entry
 * @param principal the role or user that it is for
 * @param principalId the unique id that the principal had when the entry was made; the service never shows it
 * @param kind the type
 * @param username the user name, as a template
 * @param groups the Kubernetes groups
 * @param tags the tags
 * @param associations the access policies by ARN
 * @param createdAt when the entry was made
 * @param modifiedAt when user name or groups last changed
 */
public record StoredEntry(
        String cluster,
        String arn,
        IamArn principal,
        String principalId,
        EntryKind kind,
        String username,
        List<String> groups,
        Map<String, String> tags,
        NavigableMap<String, StoredAssociation> associations,
        Instant createdAt,
        Instant modifiedAt)
        implements TaggedResource<StoredEntry> {

    /** The same with another user name and other groups. */
    public StoredEntry withUser(String newUsername, List<String> newGroups, Instant now) {
        return new StoredEntry(
                cluster, arn, principal, principalId, kind, newUsername, newGroups, tags, associations, createdAt, now);
    }

    @Override
    public StoredEntry withTags(Map<String, String> newTags) {
        return new StoredEntry(
                cluster,
                arn,
                principal,
                principalId,
                kind,
                username,
                groups,
                TagRules.sorted(newTags),
                associations,
                createdAt,
                modifiedAt);
    }

    /** The same with other policies. */
    public StoredEntry withAssociations(NavigableMap<String, StoredAssociation> newAssociations) {
        return new StoredEntry(
                cluster,
                arn,
                principal,
                principalId,
                kind,
                username,
                groups,
                tags,
                Collections.unmodifiableNavigableMap(newAssociations),
                createdAt,
                modifiedAt);
    }
}
