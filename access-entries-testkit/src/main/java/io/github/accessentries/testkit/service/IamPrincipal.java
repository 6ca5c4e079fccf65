package io.github.accessentries.testkit.service;

/**
 * A role or user that exists.
 *
 * @param arn its ARN
 * @param id its unique id: {@code AROA…} for a role, {@code AIDA…} for a user
 */
public record IamPrincipal(IamArn arn, String id) {}
