/**
 * Lists of a cluster's own API, kept as they are now: read once, then followed by a watch, or read again and again where nobody may
 * watch. What the objects mean is for others. Not for users of the library.
 */
@NullMarked
package io.github.accessentries.internal.following;

import org.jspecify.annotations.NullMarked;
