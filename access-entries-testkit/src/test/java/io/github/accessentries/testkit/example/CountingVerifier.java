package io.github.accessentries.testkit.example;

import io.github.accessentries.Health;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Verification;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what another verifier is asked. */
record CountingVerifier(TokenVerifier verifier, AtomicLong count) implements TokenVerifier {

    @Override
    public Verification verify(String token, String clusterName) {
        count.incrementAndGet();
        return verifier.verify(token, clusterName);
    }

    @Override
    public Health health() {
        return verifier.health();
    }
}
