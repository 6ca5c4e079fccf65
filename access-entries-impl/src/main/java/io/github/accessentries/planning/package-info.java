/**
 * What plans know in addition to access entries: {@link io.github.accessentries.planning.PlanContext}. Plans are made
 * by {@link io.github.accessentries.eks.EksAccessEntries}.
 */
@NullMarked
package io.github.accessentries.planning;

import org.jspecify.annotations.NullMarked;
