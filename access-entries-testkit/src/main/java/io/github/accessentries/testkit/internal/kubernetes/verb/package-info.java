/**
 * What can be done with stored objects over HTTP, a type for each.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.verb;

import org.jspecify.annotations.NullMarked;
