/**
 * Comparing clusters with their desired access, again and again: {@link io.github.accessentries.fleet.Drift} of one
 * cluster, {@link io.github.accessentries.fleet.Fleet} for plans, changes and drift of many at once.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.fleet;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
