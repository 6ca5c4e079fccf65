/**
 * The table of the types of Kubernetes' own kinds, from which reading, checking, merging and describing objects follow.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.schema.table;

import org.jspecify.annotations.NullMarked;
