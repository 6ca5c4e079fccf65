package io.github.accessentries.testkit.trail;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import org.immutables.value.Value;

/**
 * Who made a call, as far as the access key tells. If that is not known, or the call was refused for its credentials or
 * signature, the type is {@code Unknown} and everything but the access key is empty.
 *
 * <p>Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class UserIdentity {

    UserIdentity() {}

    /**
     * Starts an identity; only the type is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return {@code IAMUser}, {@code AssumedRole} or {@code Unknown}} */
    public abstract String type();

    /** {@return the unique id of a user, or that of a role with the session name after a colon} */
    @Value.Default
    public String principalId() {
        return "";
    }

    /** {@return the ARN of a user, or of a session of a role, which is without the role's path} */
    @Value.Default
    public String arn() {
        return "";
    }

    /** {@return the account of the caller} */
    @Value.Default
    public String accountId() {
        return "";
    }

    /** {@return the id of the access key, which is no secret; empty if the request named none} */
    @Value.Default
    public String accessKeyId() {
        return "";
    }

    /** {@return the ARN of the user or the role itself, path included} */
    @Value.Default
    public String issuerArn() {
        return "";
    }

    /** The type of users. */
    public static final String IAM_USER = "IAMUser";

    /** The type of sessions of roles. */
    public static final String ASSUMED_ROLE = "AssumedRole";

    /** The type of unknown callers. */
    public static final String UNKNOWN = "Unknown";

    /**
     * An unknown caller.
     *
     * @param accessKeyId what the request named, empty if none
     * @return an identity of type {@code Unknown}
     */
    public static UserIdentity unknown(String accessKeyId) {
        return builder().type(UNKNOWN).accessKeyId(accessKeyId).build();
    }

    /**
     * The unique id of the user, or of the role without the session.
     *
     * @return {@code AIDA…} or {@code AROA…}, empty if unknown
     */
    public final String issuerId() {
        int colon = principalId().indexOf(':');
        return colon < 0 ? principalId() : principalId().substring(0, colon);
    }

    /**
     * Who it is.
     *
     * @return the ARN, or words for an unknown caller
     */
    @Override
    public final String toString() {
        return arn().isEmpty() ? "an unknown caller" : PlainText.of(arn());
    }

    /** Builds identities. Not thread-safe. */
    public static final class Builder extends ImmutableUserIdentity.Builder {
        Builder() {}
    }
}
