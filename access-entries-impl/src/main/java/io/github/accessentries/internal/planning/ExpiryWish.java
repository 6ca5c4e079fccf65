package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.ending.Ending;
import io.github.accessentries.internal.ending.Endings;
import io.github.accessentries.plan.DesiredEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks for everything to go that is over.
 *
 * @param principal the principal of the entry
 * @param time what time it is
 * @param listed what time it was at least, by all that was read before
 */
record ExpiryWish(PrincipalArn principal, AccessTime time, Instant listed) implements Wish {

    @Override
    public Reasons reasons() {
        return Reasons.EXPIRED;
    }

    @Override
    public Optional<DesiredEntry> whereNone() {
        return Optional.empty();
    }

    @Override
    public Optional<AccessEntry> instead(AccessEntry present) {
        Instant told = time.now(List.of(present));
        Instant now = told.isAfter(listed) ? told : listed;
        Endings endings = Endings.of(present);
        List<Ending> running =
                endings.all().stream().filter(ending -> !ending.hasEnded(now)).toList();
        if (running.size() == endings.all().size()) {
            return Optional.of(present);
        }
        AccessEntry staying = endings.staying();
        if (!endings.isForAWhile()) {
            return Optional.of(endings.together(staying, running));
        }
        // The entry ends with the last of what it is there for.
        return running.isEmpty()
                ? Optional.empty()
                : Optional.of(endings.together(
                        staying, running.stream().map(Ending::withEntry).toList()));
    }
}
