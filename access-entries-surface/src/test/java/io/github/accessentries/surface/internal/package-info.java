/** A package that is no promise. */
@NullMarked
package io.github.accessentries.surface.internal;

import org.jspecify.annotations.NullMarked;
