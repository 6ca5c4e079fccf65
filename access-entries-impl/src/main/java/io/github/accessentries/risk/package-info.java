/**
 * What a security review looks for: {@link io.github.accessentries.risk.Risks} checks everything that grants access on
 * a cluster and names what is dangerous, forgotten or without effect, with the remedy.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.risk;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
