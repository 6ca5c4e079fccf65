package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;

/** A way to a value, which may end before it. */
interface Answering {

    /**
     * Goes the way.
     *
     * @return the value
     * @throws Unanswered if it cannot be known here
     */
    Field answer() throws Unanswered;
}
