package io.github.accessentries.testkit.internal.service.role;

import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;

/**
 * A role as IAM shows it.
 *
 * @param principal its name and id
 * @param details the rest
 */
public record Role(StoredPrincipal principal, RoleDetails details) {}
