package io.github.accessentries.token;

import static io.github.accessentries.token.GoodToken.CLOCK;
import static io.github.accessentries.token.GoodToken.assertRejected;
import static io.github.accessentries.token.GoodToken.good;
import static io.github.accessentries.token.GoodToken.verifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Verified;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a good token when STS does not say whose it is. */
@Isolated("it measures time, which others must not take away")
class StsAnswerTest {

    @ParameterizedTest
    @CsvSource({
        "403, SignatureDoesNotMatch, the token is for another cluster",
        "403, InvalidClientTokenId, the access key or session does not exist",
        "403, ExpiredToken, the session that minted it has expired",
        "400, Whatever, status 400",
    })
    void verify_denialOfSts_isARejectionInWordsOfOurs(int status, String code, String words) {
        StubSts denying = StubSts.answering(status, "{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"quote\"}}");

        Rejected rejected =
                assertRejected(verifier(denying).verify(good().token(), "prod"), RejectionReason.STS_DENIED);

        assertThat(rejected.detail()).contains(words).doesNotContain("quote");
    }

    @ParameterizedTest
    @CsvSource({"204", "301", "302", "307"})
    void verify_neitherAnswerNorDenial_isRejected(int status) {
        StubSts redirecting = StubSts.answering(status, StubSts.ALICE);

        assertRejected(verifier(redirecting).verify(good().token(), "prod"), RejectionReason.STS_BAD_RESPONSE);
        assertThat(redirecting.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"400, {\"Code\":\"Throttling\"}", "503, <Code>ThrottlingException</Code>", "429, ''"})
    void verify_throttledBySts_throwsThrottled(int status, String body) {
        assertThatThrownBy(() -> verifier(StubSts.answering(status, body)).verify(good().token(), "prod"))
                .isInstanceOf(ThrottledException.class)
                .hasMessageContaining("sts.us-west-2.amazonaws.com is throttling calls")
                .extracting(
                        thrown -> ((AccessEntriesException) thrown).context().toString())
                .asString()
                .contains("cluster prod", "status " + status, "request id1234");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void verify_stsUnwell_throwsUnavailable(int status) {
        assertThatThrownBy(() -> verifier(StubSts.answering(status, "")).verify(good().token(), "prod"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("answered with status " + status);
    }

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

        assertThat(verifier(chatty).verify(good().token(), "prod")).isInstanceOf(Rejected.class);
        assertThat(size - body.available()).isLessThanOrEqualTo(64 * 1024 + 1);
    }

    @Test
    void verify_answerOfGreatLength_isRejectedOnlyBeyond64Kibibytes() {
        String longest = StubSts.ALICE + " ".repeat(64 * 1024 - StubSts.ALICE.length());

        assertThat(verifier(StubSts.answering(200, longest)).verify(good().token(), "prod"))
                .isInstanceOf(Verified.class);
        assertRejected(
                verifier(StubSts.answering(200, longest + " ")).verify(good().token(), "prod"),
                RejectionReason.STS_BAD_RESPONSE);
    }
}
