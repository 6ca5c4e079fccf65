package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.internal.calls.EntryCalls;
import io.github.accessentries.internal.ending.Ending;
import io.github.accessentries.internal.ending.EndingTags;
import io.github.accessentries.internal.ending.Endings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Looks once more at an entry in which something ends after it was written. EKS has no conditional update, so a grant that
 * read the entry before somebody else took what is over may have written it back, and the tag that tells its end is gone.
 * Then the tag is put back, so that it is taken again. Whoever writes last sees it, since everybody looks after writing.
 *
 * @param calls the calls to EKS
 */
record EndingGuard(EntryCalls calls) {

    /**
     * Puts back what is missing.
     *
     * @param wish what was wished, whatever the answers told in between
     * @param before the entry as it was read
     */
    void check(Wish wish, Optional<AccessEntry> before) {
        before.ifPresent(read -> wish.instead(read).ifPresent(wanted -> {
            Endings earlier = Endings.of(read);
            Endings later = Endings.of(wanted);
            if (!earlier.isEmpty() || !later.isEmpty()) {
                calls.find(wish.principal())
                        .ifPresent(present -> check(
                                present, later.staying(), Stream.concat(earlier.all().stream(), later.all().stream())));
            }
        }));
    }

    private void check(AccessEntry present, AccessEntry staying, Stream<Ending> endings) {
        Endings told = Endings.of(present);
        Map<String, String> missing = new TreeMap<>();
        endings.map(ending -> untold(ending.beside(staying), told))
                .filter(ending -> ending.isIn(present, staying))
                .forEach(ending -> missing.putAll(EndingTags.of(ending)));
        if (!missing.isEmpty()) {
            calls.tag(present, missing);
        }
    }

    private static Ending untold(Ending ending, Endings told) {
        Ending rest = ending;
        for (Ending other : told.all()) {
            rest = rest.without(other);
        }
        return rest;
    }
}
