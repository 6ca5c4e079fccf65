package io.github.accessentries.testkit.internal.service.sts;

import org.jspecify.annotations.Nullable;

/**
 * What every way to assume a role is asked for, as it came. Whatever the caller left out is {@code null}.
 *
 * @param roleArn the role
 * @param roleSessionName the name of the session
 * @param durationSeconds how long the session is to last
 */
public record SessionRequest(
        @Nullable String roleArn,
        @Nullable String roleSessionName,
        @Nullable String durationSeconds) {}
