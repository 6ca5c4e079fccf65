/** What is made once of each value that is read, and no more. Not for users of the library. */
@NullMarked
package io.github.accessentries.internal.snapshot;

import org.jspecify.annotations.NullMarked;
