/**
 * JSON in the rest-json protocol: bodies, read by the expected types of their members, and answers.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire.json;

import org.jspecify.annotations.NullMarked;
