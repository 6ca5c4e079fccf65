package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.internal.ending.Ending;
import io.github.accessentries.internal.ending.EndingTags;
import io.github.accessentries.internal.ending.Endings;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tags of what was to end and is taken before. Without them, nobody who is given it later loses it by an old tag. */
final class StaleEndings {

    private StaleEndings() {}

    /**
     * An entry whose tags tell the end of nothing that is taken.
     *
     * @param present the entry as it is
     * @param rest the entry without what is taken
     */
    static AccessEntry removed(AccessEntry present, AccessEntry rest) {
        Endings endings = Endings.of(rest);
        if (endings.isEmpty()) {
            return rest;
        }
        Map<String, String> tags = new LinkedHashMap<>(rest.tags());
        endings.all()
                .forEach(ending -> tags.keySet().removeAll(EndingTags.of(ending).keySet()));
        endings.all().stream()
                .map(ending -> ending.without(present, rest))
                .filter(ending -> !ending.isNothing())
                .forEach(ending -> tags.putAll(EndingTags.of(ending)));
        return AccessEntry.builder().from(rest).tags(tags).build();
    }

    /** Refuses to remove the tags of what is not taken with them. */
    static void requireNone(AccessEntry present, Iterable<String> keys) {
        for (Ending ending : Endings.of(present).all()) {
            for (String key : keys) {
                if (EndingTags.of(ending).containsKey(key)) {
                    throw Conflicts.with(
                            present,
                            "its tag " + key + " tells when access ends, which would never end without it; withdraw"
                                    + " the access, and it goes with that");
                }
            }
        }
    }
}
