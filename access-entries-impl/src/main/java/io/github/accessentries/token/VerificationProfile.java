package io.github.accessentries.token;

/**
 * How strictly a verifier looks at a token before anybody is asked about its signature. Both profiles refuse all that
 * could make STS and the verifier see different requests; STS has the last word in both.
 */
public enum VerificationProfile {

    /**
     * Accepts what signers write, and only that: the URL in its one spelling, every parameter that a signature of AWS
     * needs, made for the very host, day and service, in a region of the partition, and not in the future. No token that
     * the AWS CLI, the SDKs or the Go client make fails this. A token that STS would refuse anyway mostly costs no
     * request.
     */
    STRICT,

    /**
     * Accepts what the public authenticator (aws-iam-authenticator 0.7.18) accepts, for clients with a signer of their own
     * that worked with it, for a fleet where both must come to the same verdict, and for regions that the SDK does not know
     * yet.
     *
     * <p>It leaves to STS: version, algorithm, form of credential and signature, whether the host is signed, dates in the
     * future. It takes base64 with line breaks or stray bits, a fragment, a fraction of a second, empty parameters, and in
     * the domains {@code amazonaws.com} and {@code api.aws} any well-formed region.
     *
     * <p>Where the public authenticator is so lax that it is dangerous, this profile is not: it refuses user info in the URL,
     * which that one's client turns into an {@code Authorization} header; names below {@code s3}, which can be anybody's
     * bucket; letters beyond ASCII that count as ASCII ones there; and values with blanks or with characters that are not
     * printable ASCII, which STS could read in another way. It reads the answer of STS as strictly as the other profile.
     */
    REFERENCE
}
