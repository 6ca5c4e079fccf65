/**
 * The way back in: {@link io.github.accessentries.recovery.AccessRecovery} says what keeps a principal out of a cluster, makes
 * an administrator through the EKS API, and finds the entry that stands for the cluster's creator.
 *
 * <p>A diagnosis goes from the outside in, with a class for each part of the way: {@code ClusterState}, {@code SeenIdentity},
 * {@code GivenToken}, {@code EntryLookup}, {@code EntryGrants}. What could not be looked at is told beside what was found.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.recovery;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
