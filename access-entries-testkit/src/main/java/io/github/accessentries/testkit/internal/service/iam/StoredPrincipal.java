package io.github.accessentries.testkit.internal.service.iam;

import java.time.Instant;

/**
 * A role or user that exists.
 *
 * @param arn its ARN
 * @param id its unique id: {@code AROA…} for a role, {@code AIDA…} for a user
 * @param createdAt when it was made
 */
public record StoredPrincipal(IamArn arn, String id, Instant createdAt) {}
