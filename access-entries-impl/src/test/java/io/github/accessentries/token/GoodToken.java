package io.github.accessentries.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Verification;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A token that is in order at a fixed time, verifiers that live at that time, and what they say of changed tokens. */
final class GoodToken {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private GoodToken() {}

    static TokenText good() {
        return TokenText.signedAt(NOW.minusSeconds(30));
    }

    static StsTokenVerifier verifier(StubSts sts) {
        return verifier(sts, "aws");
    }

    static StsTokenVerifier verifier(StubSts sts, String partition) {
        return StsTokenVerifier.builder()
                .partition(partition)
                .httpClient(sts)
                .clock(CLOCK)
                .build();
    }

    static Rejected assertRejected(Verification verification, RejectionReason reason) {
        assertThat(verification).isInstanceOf(Rejected.class);
        Rejected rejected = (Rejected) verification;
        assertThat(rejected.reason()).as(rejected.detail()).isEqualTo(reason);
        return rejected;
    }
}
