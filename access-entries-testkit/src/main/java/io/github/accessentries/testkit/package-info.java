/**
 * A whole EKS in memory for tests: {@link io.github.accessentries.testkit.FakeEks} is reached by the real clients of the
 * AWS SDK, checks signatures as AWS does, and refuses with the words of AWS. {@link io.github.accessentries.testkit.Faults}
 * say what goes wrong, and {@link io.github.accessentries.testkit.Assertions} what must have happened. With JUnit,
 * {@link io.github.accessentries.testkit.FakeEksExtension} gives each test its own. For other tools
 * {@link io.github.accessentries.testkit.FakeEksServer} puts it on a port. Behind this face stands the package
 * {@code wire}, and behind that {@code service}, where all state and all rules are.
 */
@NullMarked
package io.github.accessentries.testkit;

import org.jspecify.annotations.NullMarked;
