/**
 * Who is the same principal: the one place that says when two ARNs mean the same role or user. Not for users of the library.
 */
@NullMarked
package io.github.accessentries.internal.principal;

import org.jspecify.annotations.NullMarked;
