/**
 * Files from outside as texts, whether they lie in a directory or in an archive: how many, how large and in which encoding they may
 * be is said here once. Not for users of the library.
 */
@NullMarked
package io.github.accessentries.internal.files;

import org.jspecify.annotations.NullMarked;
