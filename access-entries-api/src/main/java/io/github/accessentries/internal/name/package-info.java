/** Names and patterns of names: the one place that defines what {@code *} matches. Not for users of the library. */
@NullMarked
package io.github.accessentries.internal.name;

import org.jspecify.annotations.NullMarked;
