/**
 * From a token to a Kubernetes user: {@link io.github.accessentries.authn.TokenVerifier} finds out which IAM identity a
 * token belongs to, {@link io.github.accessentries.authn.IdentityMapper} which user that is on a cluster, and
 * {@link io.github.accessentries.authn.Authenticator} does both.
 *
 * <p>An invalid token is a {@link io.github.accessentries.authn.Rejected result}, not an exception; a service that
 * could not be called is an {@link io.github.accessentries.AccessEntriesException}.
 */
@NullMarked
package io.github.accessentries.authn;

import org.jspecify.annotations.NullMarked;
