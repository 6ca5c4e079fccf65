package io.github.accessentries.testkit.internal.wire.oidc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The OIDC issuer of one cluster. Thread-safe. */
public interface TokenIssuer {

    /**
     * Mints a token.
     *
     * @param account whose it is
     * @param audiences whom it is for
     * @param lifetime how long it counts from now on
     * @return the token; a secret
     */
    String mint(ServiceAccount account, List<String> audiences, Duration lifetime);

    /**
     * Reads a token, whatever its audience, and whether or not its account is still there.
     *
     * @param token any text
     * @return what it says; empty if it is no token of this issuer, or does not count now
     */
    Optional<ServiceAccountToken> read(String token);
}
