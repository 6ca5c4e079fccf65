/**
 * What a cluster itself does: lets principals in, and decides what they may do, by the library's own authenticator and
 * authorizer, over its RBAC objects and its {@code aws-auth} ConfigMap.
 */
@NullMarked
package io.github.accessentries.testkit.internal.controlplane;

import org.jspecify.annotations.NullMarked;
