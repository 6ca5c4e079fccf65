/**
 * JSON as rest-json has it: bodies that are read by what their members should be, and answers.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire.json;

import org.jspecify.annotations.NullMarked;
