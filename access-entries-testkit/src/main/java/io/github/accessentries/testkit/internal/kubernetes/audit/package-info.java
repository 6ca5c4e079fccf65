/**
 * The record of what was asked of a cluster, as the audit log of a cluster keeps it.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.audit;

import org.jspecify.annotations.NullMarked;
