/**
 * Access entries: how they are stored, what a request for one says, and the rules that a request must meet.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.entry;

import org.jspecify.annotations.NullMarked;
