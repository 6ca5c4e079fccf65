package io.github.accessentries.authn;

/** Why a token, or the identity behind it, was refused. The names are stable: programs may store and compare them. */
public enum RejectionReason {
    /** The token is longer than its verifier takes; clusters take 4,096 bytes. */
    TOKEN_TOO_LARGE,
    /** The token does not begin with {@code k8s-aws-v1.}. */
    BAD_PREFIX,
    /** The rest of the token is not base64url without padding. */
    BAD_ENCODING,
    /** The decoded text is not a URL. */
    BAD_URL,
    /** The URL is not of scheme https. */
    BAD_SCHEME,
    /** The URL does not point to an STS endpoint that the verifier accepts. */
    BAD_HOST,
    /** The path of the URL is not {@code /}. */
    BAD_PATH,
    /** The query of the URL cannot be read. */
    MALFORMED_QUERY,
    /** A query parameter occurs twice, ignoring letter case. */
    DUPLICATE_PARAMETER,
    /** A query parameter is not one that tokens may have. */
    UNKNOWN_PARAMETER,
    /** A required query parameter is missing. */
    MISSING_PARAMETER,
    /** The action is not GetCallerIdentity. */
    BAD_ACTION,
    /** The version of the STS API is not 2011-06-15. */
    BAD_VERSION,
    /** The signing algorithm is not AWS4-HMAC-SHA256. */
    BAD_ALGORITHM,
    /** The credential scope does not fit the date, the service or the form of an access key id. */
    BAD_CREDENTIAL,
    /** The signature is not 64 hexadecimal digits. */
    BAD_SIGNATURE,
    /** The cluster's name is not among the signed headers. */
    CLUSTER_ID_NOT_SIGNED,
    /** The host is not among the signed headers. */
    HOST_NOT_SIGNED,
    /** The expiry is not a number of seconds from 0 to 900. */
    BAD_EXPIRES,
    /** There is no signing date. */
    MISSING_DATE,
    /** The signing date is not of the form {@code yyyyMMdd'T'HHmmss'Z'}. */
    BAD_DATE,
    /** The token was signed more than 15 minutes ago. */
    EXPIRED,
    /** The token was signed in the future, further than clocks may differ. */
    NOT_YET_VALID,
    /** STS refused the token: wrong signature, another cluster, unknown or expired credentials. */
    STS_DENIED,
    /** The ARN of the identity cannot authenticate. */
    BAD_ARN,
    /** The user id of the identity does not have the form that its ARN requires. */
    BAD_USER_ID,
    /** No mapping knows the identity: it has no access entry and no other mapping. */
    NOT_MAPPED,
    /** More than one mapping matches the identity, and nothing distinguishes them. */
    AMBIGUOUS,
    /** The template of the user name or of a group cannot be filled in. */
    BAD_TEMPLATE,
    /** The user name begins with a prefix that is reserved for Kubernetes and AWS. */
    RESERVED_NAME
}
