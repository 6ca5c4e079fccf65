package io.github.accessentries.plan;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.EntryRules;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.internal.ending.EndingTags;
import io.github.accessentries.internal.ending.Endings;

/** From an entry that a cluster has to one that is desired, and back. */
final class PresentEntry {

    private PresentEntry() {}

    /** What ends by itself is not desired. */
    static DesiredEntry asDesired(AccessEntry present) {
        AccessEntry entry = Endings.of(present).staying();
        DesiredEntry.Builder builder = DesiredEntry.builder(entry.principal()).type(entry.type());
        entry.policies()
                .forEach(association -> builder.allow(association.policy()).in(association.scope()));
        entry.tags().forEach((key, value) -> {
            if (!key.startsWith("aws:") && !EndingTags.isKept(key)) {
                builder.tag(key, value);
            }
        });
        if (!entry.type().isForNodes()) {
            builder.groups(entry.groups());
            if (!entry.username().equals(EntryRules.generatedUsername(entry.principal()))) {
                builder.username(entry.username());
            }
        }
        return builder.build();
    }

    static AccessEntry asMade(DesiredEntry desired, String cluster) {
        AccessEntry.Builder entry = AccessEntry.builder();
        return entry.cluster(cluster)
                .principal(desired.principal())
                .type(desired.type())
                .username(desired.usernameAsMade())
                .groups(desired.groupsAsMade())
                .tags(desired.tags())
                .policies(desired.policies().entrySet().stream()
                        .map(policy -> PolicyAssociation.of(policy.getKey(), policy.getValue()))
                        .toList())
                .build();
    }
}
