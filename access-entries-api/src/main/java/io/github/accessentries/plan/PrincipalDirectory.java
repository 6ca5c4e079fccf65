package io.github.accessentries.plan;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Looks IAM principals up. Optional wherever it is used. The library has no implementation of its own, because it does
 * not depend on the IAM client; with that client, the calls are {@code GetRole} and {@code GetUser}.
 *
 * <p>Implementations are thread-safe.
 */
public interface PrincipalDirectory {

    /**
     * Whether this directory covers an account. Nothing is concluded about principals of accounts that it does not
     * cover.
     *
     * @param accountId twelve digits
     * @return {@code true} if an empty answer means that the principal does not exist
     */
    boolean covers(String accountId);

    /**
     * Looks up a principal by account, kind and name. The path is ignored, since names are unique without it.
     *
     * @param principal the role or user, with any path
     * @return the principal with its actual path, empty if it does not exist
     * @throws io.github.accessentries.AccessEntriesException if IAM could not be asked
     */
    Optional<KnownPrincipal> find(PrincipalArn principal);

    /** A principal that exists in IAM. Immutable. */
    @CheckReturnValue
    @Value.Immutable
    abstract class KnownPrincipal {

        KnownPrincipal() {}

        /**
         * Starts with nothing set; all parts are required.
         *
         * @return a new builder
         */
        public static Builder builder() {
            return new Builder();
        }

        /**
         * A principal that exists in IAM.
         *
         * @param arn its ARN with its path
         * @param createdAt when it was created
         * @return the principal
         */
        public static KnownPrincipal of(PrincipalArn arn, Instant createdAt) {
            return builder().arn(arn).createdAt(createdAt).build();
        }

        /** {@return its ARN with its path} */
        public abstract PrincipalArn arn();

        /** {@return when it was created; a principal that was recreated under its old name is younger than its entry} */
        public abstract Instant createdAt();

        /** Builds known principals. Not thread-safe. */
        public static final class Builder extends ImmutableKnownPrincipal.Builder {
            Builder() {}
        }
    }
}
