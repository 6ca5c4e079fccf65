/**
 * Many objects at once: lists, whole or in parts, and watches.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.listing;

import org.jspecify.annotations.NullMarked;
