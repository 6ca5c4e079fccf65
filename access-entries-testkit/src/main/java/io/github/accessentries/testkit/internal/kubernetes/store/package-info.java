/**
 * The objects of one cluster, their versions, and whoever watches them.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.store;

import org.jspecify.annotations.NullMarked;
