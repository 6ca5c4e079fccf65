package io.github.accessentries.testkit.service;

import java.time.Instant;

/**
 * A role or user that exists.
 *
 * @param arn its ARN
 * @param id its unique id: {@code AROA…} for a role, {@code AIDA…} for a user
 * @param createdAt when it was made
 */
public record IamPrincipal(IamArn arn, String id, Instant createdAt) {}
