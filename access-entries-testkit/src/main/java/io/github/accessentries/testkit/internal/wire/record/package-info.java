/**
 * The record of calls, as CloudTrail would keep it.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire.record;

import org.jspecify.annotations.NullMarked;
