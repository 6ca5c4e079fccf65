/** Clients of AWS that the library makes by itself, and what they say of themselves. */
@NullMarked
package io.github.accessentries.internal.client;

import org.jspecify.annotations.NullMarked;
