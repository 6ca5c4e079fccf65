/**
 * STS on the wire: the query protocol, answered in XML or, if asked for, JSON.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire.sts;

import org.jspecify.annotations.NullMarked;
