/**
 * The RBAC objects of a cluster: which there are from the start, and what those that are stored mean to the library.
 *
 * <p>The defaults in {@code default-rbac.json} are those of the Kubernetes project (Apache License 2.0), and the one role
 * that EKS adds for its nodes.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.rbac;

import org.jspecify.annotations.NullMarked;
