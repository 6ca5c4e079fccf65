package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredEntry;
import java.util.Optional;

/**
 * Asks for the entry to be deleted.
 *
 * @param principal the principal of the entry
 */
record RevocationWish(PrincipalArn principal) implements Wish {

    @Override
    public Reasons reasons() {
        return Reasons.REVOKED;
    }

    @Override
    public Optional<DesiredEntry> whereNone() {
        return Optional.empty();
    }

    @Override
    public Optional<AccessEntry> instead(AccessEntry present) {
        return Optional.empty();
    }
}
