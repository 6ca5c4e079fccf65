/**
 * Plans: from a desired state and the entries there are to changes in a safe order, to what is dangerous about them, and to
 * the calls that make them. Not for users of the library.
 *
 * <p>It flows one way: {@code Differ → Order → Safeguards → AccessPlan → Applying → ChangeMaker → EksCalls}.
 */
@NullMarked
package io.github.accessentries.internal.planning;

import org.jspecify.annotations.NullMarked;
