/** Tests, with types of every kind to read. */
@NullMarked
package io.github.accessentries.surface;

import org.jspecify.annotations.NullMarked;
