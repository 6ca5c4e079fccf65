package io.github.accessentries.token;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the error codes of STS say about a token: the one table of it. A denial is about the token or about who signed it,
 * so that asking again gives the same. Everything else is about STS itself, and so is every code that is not here: what STS
 * may say one day denies nobody.
 *
 * <p>From the errors of GetCallerIdentity and the common errors in the API reference of STS.
 */
enum StsError {
    SIGNATURE(
            Says.DENIED,
            "the token is for another cluster, was modified, or was signed with a wrong secret or a wrong clock",
            "SignatureDoesNotMatch"),
    NO_SIGNATURE(
            Says.DENIED,
            "the token is not signed, or not wholly",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException"),
    UNKNOWN_KEY(
            Says.DENIED,
            "the access key or session does not exist in this partition",
            "InvalidClientTokenId",
            "UnrecognizedClientException"),
    ENDED(Says.DENIED, "the session that minted it has expired", "ExpiredToken", "ExpiredTokenException"),
    /** By the clock of STS, which is the one that counts; and a token only gets older. */
    TOO_OLD(Says.DENIED, "the token was signed too long ago", "RequestExpired"),
    /** GetCallerIdentity needs no permission, so it is not a policy of the caller's own. */
    FORBIDDEN(
            Says.DENIED,
            "a policy of the organization or of a VPC endpoint forbids it",
            "AccessDenied",
            "AccessDeniedException",
            "NotAuthorized"),
    /** The region is the token's choice, and the account's who signed it. */
    REGION_OFF(
            Says.DENIED,
            "its account does not use STS in the token's region; mint it for another region",
            "RegionDisabledException",
            "OptInRequired"),
    /** All that could be wrong with the request comes from the token. */
    MALFORMED(
            Says.DENIED,
            "STS does not understand the request in the token",
            "InvalidAction",
            "UnknownOperationException",
            "NoSuchVersion",
            "InvalidParameterValue",
            "ValidationError",
            "MalformedQueryString",
            "MalformedHttpRequestException"),
    THROTTLED(
            Says.LATER,
            "calls are throttled",
            "Throttling",
            "ThrottlingException",
            "RequestLimitExceeded",
            "TooManyRequestsException"),
    /** Named so that nobody has to wonder whether they were forgotten. */
    UNWELL(
            Says.NOTHING,
            "STS is unwell",
            "ServiceUnavailable",
            "InternalFailure",
            "InternalError",
            "RequestAbortedException",
            "RequestTimeoutException",
            "RequestEntityTooLargeException");

    /** What becomes of a token because of a code. */
    enum Says {
        DENIED,
        LATER,
        NOTHING
    }

    private final Says says;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // Lists made with of(..) are.
    private final List<String> codes;

    StsError(Says says, String meaning, String... codes) {
        this.says = says;
        this.meaning = meaning;
        this.codes = List.of(codes);
    }

    /** The error that has exactly this code, if it is known. */
    static Optional<StsError> of(String code) {
        return Arrays.stream(values())
                .filter(error -> error.codes.contains(code))
                .findFirst();
    }

    Says says() {
        return says;
    }

    /** In our own words, because the messages of STS can quote the request. */
    String meaning() {
        return meaning;
    }

    List<String> codes() {
        return codes;
    }
}
