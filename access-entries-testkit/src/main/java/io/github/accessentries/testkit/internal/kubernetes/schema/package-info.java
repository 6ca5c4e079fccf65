/**
 * What is known about the fields of Kubernetes' own kinds: types, numbers on the wire, and how lists are merged.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.schema;

import org.jspecify.annotations.NullMarked;
