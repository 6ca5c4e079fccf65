/**
 * What a cluster itself does: lets principals in, and decides what they may do, by the library's own authenticator and
 * authorizer, over the RBAC objects and the {@code aws-auth} ConfigMap that stand in it.
 */
@NullMarked
package io.github.accessentries.testkit.internal.controlplane;

import org.jspecify.annotations.NullMarked;
