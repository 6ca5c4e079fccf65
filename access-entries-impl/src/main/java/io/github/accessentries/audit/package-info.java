/**
 * What was done, read back. A cluster's audit log tells what somebody asked its API for; {@link
 * io.github.accessentries.audit.PolicyProposer} makes of it the smallest policy that would have allowed the same, with the evidence
 * of each rule.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.audit;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
