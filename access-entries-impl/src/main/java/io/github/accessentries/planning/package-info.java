/**
 * What plans may know beyond access entries: {@link io.github.accessentries.planning.PlanContext}. The plans themselves are
 * made by {@link io.github.accessentries.eks.EksAccessEntries}.
 */
@NullMarked
package io.github.accessentries.planning;

import org.jspecify.annotations.NullMarked;
