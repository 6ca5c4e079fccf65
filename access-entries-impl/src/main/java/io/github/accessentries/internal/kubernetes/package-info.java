/**
 * The objects of a Kubernetes API as JSON, for the readers of {@code aws-auth} and of RBAC. Not for users of the library.
 */
@NullMarked
package io.github.accessentries.internal.kubernetes;

import org.jspecify.annotations.NullMarked;
