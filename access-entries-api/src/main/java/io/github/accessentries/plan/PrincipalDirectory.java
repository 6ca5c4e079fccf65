package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PermissionSet;
import io.github.accessentries.PermissionSetException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Looks IAM principals up. Optional wherever it is used. {@code IamDirectory} asks the IAM API, and needs the SDK's IAM
 * client on the class path; anything else that knows the principals of an account will do as well.
 *
 * <p>Implementations are thread-safe. A call may block until IAM has answered.
 */
public interface PrincipalDirectory {

    /**
     * Whether this directory covers an account. Nothing is concluded about principals of accounts that it does not
     * cover.
     *
     * @param accountId twelve digits
     * @return {@code true} if an empty answer means that the principal does not exist
     * @throws io.github.accessentries.AccessEntriesException if it depends on somebody who could not be asked
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

    /**
     * All roles that IAM Identity Center made in an account: those below {@code /aws-reserved/sso.amazonaws.com/}. A
     * directory that can list them knows which role stands for a permission set.
     *
     * @param accountId the twelve digits of an account that this directory covers
     * @return the roles with their paths, in any order; empty if this directory cannot list them, which it says by default
     * @throws io.github.accessentries.AccessEntriesException if IAM could not be asked
     */
    default Optional<List<KnownPrincipal>> identityCenterRoles(String accountId) {
        requireNonNull(accountId, "accountId");
        return Optional.empty();
    }

    /**
     * The role that stands for a permission set today.
     *
     * @param permissionSet the permission set and its account
     * @return the role, with its path and the end of its name
     * @throws PermissionSetException if there is none, if there are several, as there may be for a moment while Identity
     *     Center moves to another region, or if this directory does not know the roles of the account
     * @throws io.github.accessentries.AccessEntriesException if IAM could not be asked
     */
    default PrincipalArn roleOf(PermissionSet permissionSet) {
        return PermissionSetRoles.in(this, permissionSet).only();
    }

    /** A principal that exists in IAM. Immutable. */
    @CheckReturnValue
    @Value.Immutable
    abstract class KnownPrincipal {

        KnownPrincipal() {}

        /**
         * Starts with nothing set; all parts but the unique id are required.
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

        /** {@return its unique id, such as {@code AROA…}, which no other principal ever has; empty if it is not known} */
        public abstract Optional<String> uniqueId();

        /**
         * The principal as text.
         *
         * @return its ARN, when it was created, and its unique id if that is known
         */
        @Override
        public final String toString() {
            return arn() + ", created " + createdAt()
                    + uniqueId().map(id -> ", " + PlainText.name(id)).orElse("");
        }

        /** Builds known principals. Not thread-safe. */
        public static final class Builder extends ImmutableKnownPrincipal.Builder {
            Builder() {}
        }
    }
}
