/**
 * A whole EKS in memory for tests: {@link io.github.accessentries.testkit.FakeEks} is reached by the real clients of
 * the AWS SDK, checks signatures as AWS does, and refuses with the words of AWS.
 * {@link io.github.accessentries.testkit.Faults} say what goes wrong, and
 * {@link io.github.accessentries.testkit.FakeEksAssertions}
 * what must have happened. With JUnit, {@link io.github.accessentries.testkit.FakeEksExtension} gives each test its
 * own. For other tools {@link io.github.accessentries.testkit.FakeEksServer} puts it on a port. Packages below
 * {@code internal} are not for users and may change at any time.
 */
@NullMarked
package io.github.accessentries.testkit;

import org.jspecify.annotations.NullMarked;
