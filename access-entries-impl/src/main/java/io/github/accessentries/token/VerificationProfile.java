package io.github.accessentries.token;

/**
 * How strictly a verifier checks a token before its signature is verified. Both profiles refuse everything that could
 * make STS and the verifier see different requests; STS has the last word in both.
 */
public enum VerificationProfile {

    /**
     * Accepts only what signers write: the URL in its one encoding, every parameter that an AWS signature needs, for
     * exactly the host, day and service, in a region of the partition, and not in the future. Every token of the AWS
     * CLI, the SDKs and the Go client passes. A token that STS would refuse anyway mostly causes no request.
     */
    STRICT,

    /**
     * Accepts what the public authenticator (aws-iam-authenticator 0.7.18) accepts, for clients with a signer of their
     * own that worked with it, for a fleet where both must reach the same verdict, and for regions that the SDK does
     * not know yet.
     *
     * <p>It leaves these to STS: version, algorithm, form of credential and signature, whether the host is signed,
     * dates in the future. It accepts base64 with line breaks or stray bits, a fragment, a fraction of a second, empty
     * parameters, and in the domains {@code amazonaws.com} and {@code api.aws} any well-formed region.
     *
     * <p>It does not follow the public authenticator where that is dangerously lax: it refuses user info in the URL,
     * which the authenticator's HTTP client turns into an {@code Authorization} header; names below {@code s3}, which
     * can be anybody's bucket; letters beyond ASCII that the authenticator treats as ASCII; and values with blanks or
     * characters that are not printable ASCII, which STS could read differently. It parses the answer of STS as
     * strictly as the other profile.
     */
    REFERENCE
}
