/**
 * The objects of a Kubernetes API as files hold them, and what such files leave open. Not for users of the library.
 */
@NullMarked
package io.github.accessentries.internal.filed;

import org.jspecify.annotations.NullMarked;
