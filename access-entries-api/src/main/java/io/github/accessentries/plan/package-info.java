/**
 * Changing access on purpose: what a cluster's access entries should be
 * ({@link io.github.accessentries.plan.DesiredAccess}), and what it takes to get there.
 *
 * <p>A desired state is checked as a whole when it is built; whoever holds one need not check it again.
 */
@NullMarked
package io.github.accessentries.plan;

import org.jspecify.annotations.NullMarked;
