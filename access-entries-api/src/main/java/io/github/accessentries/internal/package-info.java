/** What the packages of values share. Not for users of the library. */
@NullMarked
package io.github.accessentries.internal;

import org.jspecify.annotations.NullMarked;
