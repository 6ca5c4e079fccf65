/** Text for people to read in a terminal. Not for users of the library. */
@NullMarked
package io.github.accessentries.internal.text;

import org.jspecify.annotations.NullMarked;
