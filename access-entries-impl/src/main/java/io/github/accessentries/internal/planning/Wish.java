package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredEntry;
import java.util.Optional;

/** What the entry of one principal should become, whatever it is now. Immutable. */
interface Wish {

    /** Whose entry it is. */
    PrincipalArn principal();

    /** The reasons to show beside the resulting changes. */
    Reasons reasons();

    /** The entry to create if there is none; empty if nothing needs to be done then. */
    Optional<DesiredEntry> whereNone();

    /**
     * What an existing entry should become.
     *
     * @param present the entry as it is
     * @return the desired entry, of the same type; empty if the entry should be deleted
     * @throws AccessConflictException if this entry cannot become what is wished
     */
    Optional<AccessEntry> instead(AccessEntry present);
}
