package io.github.accessentries.testkit.internal.service.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role or user that exists.
 *
 * @param arn its ARN
 * @param id its unique id: {@code AROA…} for a role, {@code AIDA…} for a user
 * @param createdAt when it was made
 */
public record StoredPrincipal(IamArn arn, String id, Instant createdAt) {

    /** Written out, as is {@link #hashCode()}: the generated ones cost a fresh JVM much of its first answer. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredPrincipal that
                && id.equals(that.id)
                && arn.equals(that.arn)
                && createdAt.equals(that.createdAt);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
