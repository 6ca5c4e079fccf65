package io.github.accessentries.testkit.internal.wire.oidc;

import java.time.Instant;
import java.util.List;

/**
 * What a token of a service account says, once its signature was found to be that of the fake.
 *
 * @param issuer the URL of the issuer that it names
 * @param account whose token it is
 * @param audiences whom it is for
 * @param id what it is called in logs, which is no secret
 * @param notBefore from when it counts
 * @param expiresAt when it ends
 */
public record ServiceAccountToken(
        String issuer,
        ServiceAccount account,
        List<String> audiences,
        String id,
        Instant notBefore,
        Instant expiresAt) {

    /** For example {@code system:serviceaccount:default:app}. */
    public String subject() {
        return account.username();
    }

    /** Whether it counts at a time. */
    public boolean isValidAt(Instant time) {
        return !time.isBefore(notBefore) && time.isBefore(expiresAt);
    }
}
