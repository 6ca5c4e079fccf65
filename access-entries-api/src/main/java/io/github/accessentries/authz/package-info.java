/**
 * Who may do what on a cluster, and why: an {@link io.github.accessentries.authz.AccessModel} holds what is known of the
 * cluster, its {@link io.github.accessentries.authz.Authorizer} answers with a
 * {@link io.github.accessentries.authz.Decision} that names its reasons.
 */
@NullMarked
package io.github.accessentries.authz;

import org.jspecify.annotations.NullMarked;
