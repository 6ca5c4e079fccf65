/**
 * Objects of a cluster as JSON, which nobody changes once they are made.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.object;

import org.jspecify.annotations.NullMarked;
