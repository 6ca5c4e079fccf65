/**
 * What a fake remembers of the calls that it got, in the words of AWS CloudTrail: a
 * {@link io.github.accessentries.testkit.trail.RecordedCall} for each. It holds who called what and what came of it, and
 * never a secret key, a signature, a session token or a presigned URL.
 */
@NullMarked
package io.github.accessentries.testkit.trail;

import org.jspecify.annotations.NullMarked;
