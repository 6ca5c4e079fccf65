/**
 * Time spent on purpose: trying again, asking until there is an answer, and doing one thing for many keys at once. Not for
 * users of the library.
 */
@NullMarked
package io.github.accessentries.internal.waiting;

import org.jspecify.annotations.NullMarked;
