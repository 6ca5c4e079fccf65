/**
 * The kinds that a cluster knows: those of Kubernetes, and those that custom resource definitions add.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.kind;

import org.jspecify.annotations.NullMarked;
