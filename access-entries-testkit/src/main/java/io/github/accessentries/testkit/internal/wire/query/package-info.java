/**
 * The query protocol, which STS and IAM speak: what a form says, one answer for all of it, and who asks.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire.query;

import org.jspecify.annotations.NullMarked;
