/**
 * Values that are read repeatedly in the background, so that no caller waits for them: {@link
 * io.github.accessentries.snapshot.RefreshedSnapshot} refreshes itself, and a {@link
 * io.github.accessentries.snapshot.Snapshot} says how old its value is and refuses one that is too old.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.snapshot;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
