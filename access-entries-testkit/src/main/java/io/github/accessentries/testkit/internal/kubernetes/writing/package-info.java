/**
 * The way of an object into the store: taken out of a body, filled in, admitted, checked.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.writing;

import org.jspecify.annotations.NullMarked;
