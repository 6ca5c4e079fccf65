/**
 * Planned changes to access: what a cluster's access entries should be ({@link
 * io.github.accessentries.plan.DesiredAccess}), and the plan that leads there.
 *
 * <p>A desired state is checked as a whole when it is built, so it never needs to be checked again.
 */
@NullMarked
package io.github.accessentries.plan;

import org.jspecify.annotations.NullMarked;
