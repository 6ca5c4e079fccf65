/**
 * What a cluster's controllers do that tests of access can see: objects that go with their namespace or their owner, and
 * those that are there from the start.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.lifecycle;

import org.jspecify.annotations.NullMarked;
