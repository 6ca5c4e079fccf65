/**
 * What all formats of infrastructure tools have in common: an entry as it is written, the entries of a document, and what is left
 * out. The packages below read and write one format each. Not for users of the library.
 */
@NullMarked
package io.github.accessentries.internal.iac;

import org.jspecify.annotations.NullMarked;
