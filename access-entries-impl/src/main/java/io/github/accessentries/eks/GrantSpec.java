package io.github.accessentries.eks;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredEntry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a finished grant asks for, in the order in which it was named.
 *
 * @param principal whose entry
 * @param exactly whether what is not named goes away ({@code declare}) or stays ({@code grant})
 * @param type what the entry is for, {@code null} if that was not said
 * @param username the user name template, {@code null} if that was not said
 * @param groups Kubernetes groups
 * @param tags tag values by key
 * @param policies where each policy holds
 */
record GrantSpec(
        PrincipalArn principal,
        boolean exactly,
        @Nullable EntryType type,
        @Nullable String username,
        Set<String> groups,
        Map<String, String> tags,
        Map<AccessPolicy, AccessScope> policies) {

    GrantSpec {
        groups = Collections.unmodifiableSet(new LinkedHashSet<>(groups));
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        policies = Collections.unmodifiableMap(new LinkedHashMap<>(policies));
    }

    /** The entry to create where there is none. */
    DesiredEntry withoutPolicies() {
        DesiredEntry.Builder entry = DesiredEntry.builder(principal).groups(groups);
        if (type != null) {
            entry.type(type);
        }
        if (username != null) {
            entry.username(username);
        }
        tags.forEach(entry::tag);
        return entry.build();
    }
}
