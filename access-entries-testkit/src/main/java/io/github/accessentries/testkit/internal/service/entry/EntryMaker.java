package io.github.accessentries.testkit.internal.service.entry;

import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.Ids;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.kind.EntryKind;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes new entries, both those that callers ask for and those that EKS makes by itself. */
public final class EntryMaker {

    private final RegionOfAccount place;
    private final Ids ids;

    /** Makes entries for one region of one account. */
    public EntryMaker(RegionOfAccount place, Ids ids) {
        this.place = place;
        this.ids = ids;
    }

    /** An entry of which the caller chooses nothing. */
    public StoredEntry make(String cluster, StoredPrincipal principal, EntryKind kind, Instant now) {
        return make(cluster, principal, kind, null, null, Map.of(), now);
    }

    /** A new entry, with what the caller chose and the defaults of its type for the rest. */
    public StoredEntry make(
            String cluster,
            StoredPrincipal principal,
            EntryKind kind,
            @Nullable String username,
            @Nullable List<String> groups,
            Map<String, String> tags,
            Instant now) {
        Instant createdAt = now.truncatedTo(ChronoUnit.MILLIS);
        return new StoredEntry(
                cluster,
                arn(cluster, principal.arn()),
                principal.arn(),
                principal.id(),
                kind,
                UserRules.username(kind, principal.arn(), username),
                UserRules.groups(kind, groups),
                TagRules.sorted(tags),
                Collections.emptyNavigableMap(),
                createdAt,
                createdAt);
    }

    private String arn(String cluster, IamArn principal) {
        return place.arn("access-entry/" + cluster + "/" + principal.kind().resourceType() + "/" + principal.account()
                + "/" + principal.name() + "/" + ids.uuid());
    }
}
