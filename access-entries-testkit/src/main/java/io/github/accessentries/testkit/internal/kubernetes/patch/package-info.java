/**
 * The four ways in which an object is changed in parts.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.patch;

import org.jspecify.annotations.NullMarked;
