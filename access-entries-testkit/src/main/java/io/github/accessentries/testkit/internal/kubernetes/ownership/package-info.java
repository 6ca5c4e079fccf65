/**
 * Who owns which fields of an object: {@code metadata.managedFields}, and server-side apply, which goes by it.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.ownership;

import org.jspecify.annotations.NullMarked;
