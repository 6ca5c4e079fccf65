package io.github.accessentries.testkit.internal.service.iam;

/**
 * Who makes a request, as STS names the caller.
 *
 * @param account the account of the caller
 * @param arn the ARN of a user, or of a session of a role, which is without the role's path
 * @param userId the unique id of a user, or that of a role with the session name after a colon
 * @param principal the user, or the role behind the session
 */
public record Caller(String account, String arn, String userId, StoredPrincipal principal) {}
