/**
 * Texts from outside, read within limits: how long and how deep a text of YAML or JSON may be, how often it may refer back to
 * itself, and whether a key may come twice, is said here once. And texts for others, written so that every reader reads the same. Not for
 * users of the library.
 */
@NullMarked
package io.github.accessentries.internal.document;

import org.jspecify.annotations.NullMarked;
