/**
 * Desired access in files: the library's own format ({@link io.github.accessentries.iac.DesiredAccessFile}), and those
 * of infrastructure tools ({@link io.github.accessentries.iac.AccessFormat}).
 *
 * <p>Reading flows one way: {@code text → Document → Field → Members → EntryDraft → DesiredEntry}. Only the names of the
 * members and the way of writing texts differ between the forms; what an entry means is worked out once.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.iac;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
