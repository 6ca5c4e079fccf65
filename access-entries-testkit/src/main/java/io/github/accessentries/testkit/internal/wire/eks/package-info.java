/**
 * EKS on the wire: rest-json, with one codec for each group of operations, which turns JSON into calls of the service and
 * back.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire.eks;

import org.jspecify.annotations.NullMarked;
