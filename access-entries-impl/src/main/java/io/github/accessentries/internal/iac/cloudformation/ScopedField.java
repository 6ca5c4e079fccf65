package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;

/**
 * A value as it is written, and the loops around it.
 *
 * @param field the value
 * @param scope what the identifiers of the loops stand for
 */
record ScopedField(Field field, LoopScope scope) {

    /** A part of it, or what it leads to. */
    ScopedField to(Field other) {
        return new ScopedField(other, scope);
    }
}
