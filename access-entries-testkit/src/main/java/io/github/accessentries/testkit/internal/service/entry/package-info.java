/**
 * Access entries: what is stored of them, what a request for one says, and the rules that a request must keep.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.entry;

import org.jspecify.annotations.NullMarked;
