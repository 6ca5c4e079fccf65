package io.github.accessentries.testkit.trail;

/**
 * Who made a call, as far as the access key tells. If that is not known, or the call was refused for its credentials or
 * signature, the type is {@code Unknown} and everything but the access key is empty.
 *
 * @param type {@code IAMUser}, {@code AssumedRole} or {@code Unknown}
 * @param principalId the unique id of a user, or that of a role with the session name after a colon
 * @param arn the ARN of a user, or of a session of a role, which is without the role's path
 * @param accountId the account of the caller
 * @param accessKeyId the id of the access key, which is no secret; empty if the request named none
 * @param issuerArn the ARN of the user or the role itself, path included
 */
public record UserIdentity(
        String type, String principalId, String arn, String accountId, String accessKeyId, String issuerArn) {

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
        return new UserIdentity(UNKNOWN, "", "", "", accessKeyId, "");
    }

    /**
     * The unique id of the user, or of the role without the session.
     *
     * @return {@code AIDA…} or {@code AROA…}, empty if unknown
     */
    public String issuerId() {
        int colon = principalId.indexOf(':');
        return colon < 0 ? principalId : principalId.substring(0, colon);
    }

    /**
     * Who it is.
     *
     * @return the ARN, or words for an unknown caller
     */
    @Override
    public String toString() {
        return arn.isEmpty() ? "an unknown caller" : arn;
    }
}
