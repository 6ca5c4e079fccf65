package io.github.accessentries.testkit.internal.wire.oidc;

import java.time.Instant;
import java.util.List;

/**
 * What a token of a service account says, once its signature was found to be that of the fake.
 *
 * @param issuer the URL of the issuer that it names
 * @param subject for example {@code system:serviceaccount:default:app}
 * @param audiences whom it is for
 * @param notBefore from when it counts
 * @param expiresAt when it ends
 */
public record ServiceAccountToken(
        String issuer, String subject, List<String> audiences, Instant notBefore, Instant expiresAt) {

    /** Whether it counts at a time. */
    public boolean isValidAt(Instant time) {
        return !time.isBefore(notBefore) && time.isBefore(expiresAt);
    }
}
