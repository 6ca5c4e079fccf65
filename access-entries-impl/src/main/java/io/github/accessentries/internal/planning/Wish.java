package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredEntry;
import java.util.Optional;

/** What is wished for the entry of one principal, whatever it is now. Immutable. */
interface Wish {

    /** Whose entry it is. */
    PrincipalArn principal();

    /** What to write beside the changes that it takes. */
    Reasons reasons();

    /** The entry to make where there is none; empty if there is nothing to be done then. */
    Optional<DesiredEntry> whereNone();

    /**
     * What the entry that there is should become.
     *
     * @param present the entry as it is
     * @return the entry as it should be, of the same type; empty if it should go
     * @throws AccessConflictException if the wish cannot be fulfilled by this entry
     */
    Optional<AccessEntry> instead(AccessEntry present);
}
