/**
 * From an IAM identity to a Kubernetes user: {@link io.github.accessentries.mapping.IamAuthenticator} verifies a token and
 * asks its mappers in order; {@link io.github.accessentries.mapping.AccessEntryMapper} knows who has an access
 * entry, {@link io.github.accessentries.mapping.AwsAuthMapper} whom the {@code aws-auth} ConfigMap maps.
 *
 * <p>Mappers say which user an identity is, as templates. Filling these in, guarding the names that are kept for
 * Kubernetes and AWS, and writing the audit log happens once, in the authenticator, for all of them.
 */
@NullMarked
package io.github.accessentries.mapping;

import org.jspecify.annotations.NullMarked;
