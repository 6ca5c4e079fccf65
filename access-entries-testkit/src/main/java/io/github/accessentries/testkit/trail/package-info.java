/**
 * What a fake remembers of the calls it received, in the words of AWS CloudTrail: a
 * {@link io.github.accessentries.testkit.trail.RecordedCall} for each. It holds who called what and with what result, but
 * never a secret key, a signature, a session token or a presigned URL.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.testkit.trail;

import io.github.accessentries.testkit.internal.GeneratedValues;
import org.jspecify.annotations.NullMarked;
