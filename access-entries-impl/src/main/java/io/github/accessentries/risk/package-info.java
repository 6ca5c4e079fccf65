/**
 * What a security review looks for: {@link io.github.accessentries.risk.Risks} goes through all that grants access on a
 * cluster and names what is dangerous, forgotten or without effect, with what to do about it.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.risk;

import io.github.accessentries.internal.GeneratedValues;
import org.jspecify.annotations.NullMarked;
