/**
 * What was done, read back. A cluster's audit log tells what somebody asked its API for; {@link
 * io.github.accessentries.audit.PolicyProposer} makes of it the smallest policy that would have allowed the same, with the evidence
 * of each rule. CloudTrail tells who changed access; {@link io.github.accessentries.audit.AccessTimeline} makes a history of it,
 * compares that with what the clusters have now, and shows what bypassed the pipeline.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.audit;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
