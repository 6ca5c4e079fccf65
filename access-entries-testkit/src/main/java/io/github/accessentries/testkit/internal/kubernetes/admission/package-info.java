/**
 * What is checked, filled in and refused before an object is stored.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.admission;

import org.jspecify.annotations.NullMarked;
