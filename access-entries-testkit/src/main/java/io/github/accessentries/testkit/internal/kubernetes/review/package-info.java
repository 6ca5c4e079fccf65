/**
 * Questions to the API of a cluster about who somebody is and what he may do. They are answered and forgotten.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.review;

import org.jspecify.annotations.NullMarked;
