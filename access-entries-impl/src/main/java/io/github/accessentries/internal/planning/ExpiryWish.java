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
 */
record ExpiryWish(PrincipalArn principal, AccessTime time) implements Wish {

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
        Instant now = time.now(List.of(present));
        Endings endings = Endings.of(present);
        List<Ending> running =
                endings.all().stream().filter(ending -> !ending.hasEnded(now)).toList();
        if (running.size() == endings.all().size()) {
            return Optional.of(present);
        }
        AccessEntry staying = endings.staying();
        boolean entryEnds = running.isEmpty()
                && endings.all().stream().anyMatch(Ending::makesEntry)
                && staying.groups().isEmpty()
                && staying.policies().isEmpty();
        return entryEnds ? Optional.empty() : Optional.of(endings.together(staying, running));
    }
}
