/**
 * How bodies of known kinds are taken: which fields there are, what they may hold, and what is done about others.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.schema.validation;

import org.jspecify.annotations.NullMarked;
