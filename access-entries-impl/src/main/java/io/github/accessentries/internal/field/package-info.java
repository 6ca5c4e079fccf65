/**
 * Documents as fields: what stands where, whatever the notation was. A fault is noted with its place and reading goes on, so that
 * one reading finds every fault; a value that cannot be known here is {@link
 * io.github.accessentries.internal.field.Unanswered}. Not for users of the library.
 */
@NullMarked
package io.github.accessentries.internal.field;

import org.jspecify.annotations.NullMarked;
