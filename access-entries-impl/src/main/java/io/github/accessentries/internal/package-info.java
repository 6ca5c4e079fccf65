/** What the packages of this module share, and nobody else. */
@NullMarked
package io.github.accessentries.internal;

import org.jspecify.annotations.NullMarked;
