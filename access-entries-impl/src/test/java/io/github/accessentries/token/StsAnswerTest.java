package io.github.accessentries.token;

import static io.github.accessentries.token.GoodToken.CLOCK;
import static io.github.accessentries.token.GoodToken.good;
import static io.github.accessentries.token.GoodToken.verifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Verified;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a good token when no answer comes from STS, or one without an end. */
@Isolated("it measures time, which others must not take away")
class StsAnswerTest {

    @Test
    void verify_networkFault_throwsUnavailableWithItsTypesOnly() {
        StubSts unreachable = new StubSts(request -> {
            throw new IOException("GET " + request.http().getUri(), new UnknownHostException("sts"));
        });

        assertThatThrownBy(() -> verifier(unreachable).verify(good().token(), "prod"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("(IOException, caused by UnknownHostException)")
                .hasRootCauseMessage(UnknownHostException.class.getName())
                .hasStackTraceContaining("StsAnswerTest");
        assertThat(unreachable.requests()).hasSize(1);
    }

    @Test
    void verify_uncheckedFaultOfTheClient_throwsUnavailable() {
        StubSts broken = new StubSts(request -> {
            throw new IllegalStateException("Connection pool shut down");
        });

        assertThatThrownBy(() -> verifier(broken).verify(good().token(), "prod"))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    @Timeout(30)
    void verify_noAnswerInTime_abortsTheCallAndThrowsUnavailable() {
        StubSts silent = new StubSts(request -> {
            request.awaitAbort();
            throw new AssertionError("unreachable");
        });
        try (StsTokenVerifier impatient = StsTokenVerifier.builder()
                .httpClient(silent)
                .clock(CLOCK)
                .timeout(Duration.ofMillis(20))
                .build()) {
            assertThatThrownBy(() -> impatient.verify(good().token(), "prod"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("could not be called");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403})
    void verify_endlessAnswer_isNotReadToItsEnd(int status) {
        int size = 1 << 20;
        ByteArrayInputStream body = new ByteArrayInputStream(new byte[size]);
        StubSts chatty = new StubSts(request -> StubSts.response(status, body));

        assertThatThrownBy(() -> verifier(chatty).verify(good().token(), "prod"))
                .isInstanceOf(UnavailableException.class);
        assertThat(size - body.available()).isLessThanOrEqualTo(64 * 1024 + 1);
    }

    @Test
    void verify_answerOfGreatLength_countsForNothingOnlyBeyond64Kibibytes() {
        String longest = StubSts.ALICE + " ".repeat(64 * 1024 - StubSts.ALICE.length());

        assertThat(verifier(StubSts.answering(200, longest)).verify(good().token(), "prod"))
                .isInstanceOf(Verified.class);
        assertThatThrownBy(() -> verifier(StubSts.answering(200, longest + " ")).verify(good().token(), "prod"))
                .isInstanceOf(UnavailableException.class);
    }
}
