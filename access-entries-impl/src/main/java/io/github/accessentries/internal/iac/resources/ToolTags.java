package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.iac.Gathering;
import java.util.stream.Stream;

/** Tags that a controller gives to each entry of its own accord. They are told once, at the first entry that does not say them. */
final class ToolTags {

    private final Gathering gathering;
    private final String reason;
    private final String[] prefixes;
    private boolean isTold;

    ToolTags(Gathering gathering, String reason, String... prefixes) {
        this.gathering = gathering;
        this.reason = reason;
        this.prefixes = prefixes;
    }

    /** Looks whether an entry says them in its tags. */
    void look(Field entry, Members members) {
        boolean isSaid = members.field("tags").map(Field::members).stream()
                .flatMap(tags -> tags.keySet().stream())
                .anyMatch(key -> Stream.of(prefixes).anyMatch(key::startsWith));
        if (!isSaid && !isTold) {
            isTold = true;
            gathering.omit(entry, reason);
        }
    }
}
