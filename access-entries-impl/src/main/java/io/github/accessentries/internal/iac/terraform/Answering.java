package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Unanswered;

/**
 * A way to a value, which may end before it.
 *
 * @param <T> what the value is
 */
interface Answering<T> {

    /**
     * Goes the way.
     *
     * @return the value
     * @throws Unanswered if it cannot be known here
     */
    T answer() throws Unanswered;
}
