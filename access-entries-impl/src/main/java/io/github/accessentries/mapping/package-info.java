/**
 * From an IAM identity to a Kubernetes user: {@link io.github.accessentries.mapping.IamAuthenticator} verifies a token
 * and asks its mappers in order; {@link io.github.accessentries.mapping.AccessEntryMapper} maps by access entries,
 * {@link io.github.accessentries.mapping.AwsAuthMapper} by the {@code aws-auth} ConfigMap, {@link
 * io.github.accessentries.mapping.ClusterMapper} by those of the two that the cluster's authentication mode uses, and
 * {@link io.github.accessentries.mapping.StaticMapper} by what the program names.
 *
 * <p>Mappers return users as templates. The authenticator fills these in, guards the names that are reserved for
 * Kubernetes and AWS, and writes the audit log, for all of them alike.
 *
 * <p>Of the features of the public authenticator, this leaves out those that EKS does not offer: accounts whose users
 * get neither extra fields nor their own uid ("scrubbed"), {@code sso} in {@code aws-auth} (an alpha feature, off by
 * default), a choice of reserved prefixes, and mappings from files; a file's mappings fit into a {@link
 * io.github.accessentries.mapping.StaticMapper} or a custom mapper.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.mapping;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
