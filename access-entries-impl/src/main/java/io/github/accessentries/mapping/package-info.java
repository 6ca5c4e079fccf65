/**
 * From an IAM identity to a Kubernetes user: {@link io.github.accessentries.mapping.IamAuthenticator} verifies a token and
 * asks its mappers in order; {@link io.github.accessentries.mapping.AccessEntryMapper} knows who has an access
 * entry, {@link io.github.accessentries.mapping.AwsAuthMapper} whom the {@code aws-auth} ConfigMap maps,
 * {@link io.github.accessentries.mapping.ClusterMapper} asks those of them that the cluster's authentication mode heeds, and
 * {@link io.github.accessentries.mapping.StaticMapper} knows whom the program names.
 *
 * <p>Mappers say which user an identity is, as templates. Filling these in, guarding the names that are kept for
 * Kubernetes and AWS, and writing the audit log happens once, in the authenticator, for all of them.
 *
 * <p>Of what the public authenticator can do, this leaves out what EKS does not offer its users: accounts whose users get
 * neither extra fields nor their own uid ("scrubbed"), {@code sso} in {@code aws-auth} (an alpha feature, off by default), a
 * choice of reserved prefixes, and mappings from files; a file's mappings fit into a
 * {@link io.github.accessentries.mapping.StaticMapper} or a mapper of one's own.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.mapping;

import io.github.accessentries.internal.GeneratedValues;
import org.jspecify.annotations.NullMarked;
