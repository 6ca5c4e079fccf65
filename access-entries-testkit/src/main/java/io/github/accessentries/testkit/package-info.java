/**
 * A whole EKS in memory for tests: {@link io.github.accessentries.testkit.FakeEks} is reached by the real clients of the
 * AWS SDK, signs and checks signatures as AWS does, and refuses with the words of AWS.
 */
@NullMarked
package io.github.accessentries.testkit;

import org.jspecify.annotations.NullMarked;
