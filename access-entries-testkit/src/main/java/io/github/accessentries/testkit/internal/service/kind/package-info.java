/**
 * The closed choices of EKS, with what follows from each: types of entries, authentication modes, kinds of compute.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.kind;

import org.jspecify.annotations.NullMarked;
