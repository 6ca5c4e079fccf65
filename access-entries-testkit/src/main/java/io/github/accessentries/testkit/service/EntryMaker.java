package io.github.accessentries.testkit.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes new entries, those that callers ask for and those that EKS makes by itself. */
final class EntryMaker {

    private final RegionOfAccount place;
    private final Clock clock;
    private final Ids ids;

    EntryMaker(RegionOfAccount place, Clock clock, Ids ids) {
        this.place = place;
        this.clock = clock;
        this.ids = ids;
    }

    StoredEntry make(String cluster, IamPrincipal principal, EntryKind kind) {
        return make(cluster, principal, kind, null, null, Map.of());
    }

    StoredEntry make(
            String cluster,
            IamPrincipal principal,
            EntryKind kind,
            @Nullable String username,
            @Nullable List<String> groups,
            Map<String, String> tags) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new StoredEntry(
                cluster,
                arn(cluster, principal.arn()),
                principal.arn(),
                principal.id(),
                kind,
                UserRules.username(kind, principal.arn(), username),
                UserRules.groups(kind, groups),
                tags,
                Collections.emptyNavigableMap(),
                now,
                now);
    }

    private String arn(String cluster, IamArn principal) {
        return place.arn("access-entry/" + cluster + "/" + principal.kind().resourceType() + "/" + principal.account()
                + "/" + principal.name() + "/" + ids.uuid());
    }
}
