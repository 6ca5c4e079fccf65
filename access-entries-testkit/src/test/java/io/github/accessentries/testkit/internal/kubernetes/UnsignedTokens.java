package io.github.accessentries.testkit.internal.kubernetes;

import io.github.accessentries.testkit.internal.wire.oidc.ServiceAccount;
import io.github.accessentries.testkit.internal.wire.oidc.ServiceAccountToken;
import io.github.accessentries.testkit.internal.wire.oidc.TokenIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An issuer that signs nothing, and knows nobody by any token. */
public final class UnsignedTokens implements TokenIssuer {

    @Override
    public String mint(ServiceAccount account, List<String> audiences, Duration lifetime) {
        return String.join(",", audiences) + " " + account.username() + " " + lifetime;
    }

    @Override
    public Optional<ServiceAccountToken> read(String token) {
        return Optional.empty();
    }
}
