/**
 * The refusals of a cluster's own API, in Kubernetes' words.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.fault;

import org.jspecify.annotations.NullMarked;
