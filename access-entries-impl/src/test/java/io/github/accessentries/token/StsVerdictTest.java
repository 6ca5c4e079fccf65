package io.github.accessentries.token;

import static io.github.accessentries.token.GoodToken.assertRejected;
import static io.github.accessentries.token.GoodToken.good;
import static io.github.accessentries.token.GoodToken.verifier;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Verification;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteResponse;

/** Only what STS itself says decides about a token; whatever else answers is an outage, neither a denial nor an identity. */
class StsVerdictTest {

    private static final String DENIAL = StubSts.error("SignatureDoesNotMatch", "no");
    private static final String HTML =
            "<!DOCTYPE html><html><head><title>Access denied</title></head><body>AccessDenied"
                    + " SignatureDoesNotMatch InvalidClientTokenId</body></html>";
    private static final String XML_HEAD = "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">";

    private static String xml(String code) {
        return XML_HEAD + "<Error><Type>Sender</Type><Code>" + code + "</Code><Message>no &amp; no</Message></Error>"
                + "<RequestId>id1234</RequestId></ErrorResponse>";
    }

    private final AtomicReference<HttpExecuteResponse> answer = new AtomicReference<>();
    private final StubSts sts = new StubSts(request -> requireNonNull(answer.get()));
    private final StsTokenVerifier verifier = verifier(sts);

    @AfterEach
    void close() {
        verifier.close();
    }

    private Verification verify(HttpExecuteResponse response) {
        answer.set(response);
        return verifier.verify(good().token(), "prod");
    }

    private void assertOutage(int status, byte[] body) {
        int before = sts.requests().size();
        assertThatThrownBy(() -> verify(StubSts.response(status, new ByteArrayInputStream(body))))
                .as("%s %s", status, new String(body, UTF_8))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("could not be verified");
        assertThat(sts.requests()).as("asked once, following nothing").hasSize(before + 1);
    }

    private void assertOutage(int status, String body) {
        assertOutage(status, body.getBytes(UTF_8));
    }

    private static final List<String> FOREIGN = List.of(
            "",
            " ",
            HTML,
            "Forbidden: AccessDenied",
            "null",
            "[]",
            "{}",
            "{\"Error\":\"AccessDenied\"}",
            "{\"Error\":{\"Code\":403}}",
            "{\"Error\":{\"code\":\"AccessDenied\"}}",
            "{\"Code\":\"AccessDenied\"}",
            "{\"__type\":\"AccessDeniedException\"}",
            "{\"message\":\"Forbidden\"}",
            "<Error><Code>AccessDenied</Code></Error>",
            "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>",
            xml("AccessDenied").replace("sts.", "iam."),
            "<!DOCTYPE x [<!ENTITY e \"AccessDenied\">]>" + xml("&e;"),
            xml("AccessDenied</Code><Code>Throttling"),
            xml("AccessDenied") + "<p/>",
            DENIAL + "x",
            DENIAL.replace("\"Code\"", "\"Code\":\"Throttling\",\"Code\""),
            // Not yet known, or not one at all.
            StubSts.error("ExpiredTradeInToken", "no"),
            StubSts.error("AccessDenied ", "no"),
            StubSts.error("accessdenied", "no"),
            StubSts.error("<b>AccessDenied</b>", "no"),
            StubSts.error("ServiceUnavailable", "AccessDenied"),
            StubSts.error("InternalFailure", "Throttling"));

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 404, 407, 408, 500, 502, 503, 504})
    void verify_answerOfSomebodyElse_isAnOutage(int status) {
        FOREIGN.forEach(body -> assertOutage(status, body));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 201, 202, 203, 204, 206, 301, 302, 303, 307, 308, 401, 404, 407, 408, 451, 500, 503})
    void verify_whatStsSays_withAStatusThatItDoesNotSayItWith_isAnOutage(int status) {
        List.of(StubSts.ALICE, DENIAL, xml("ExpiredToken")).forEach(body -> assertOutage(status, body));
    }

    @Test
    void verify_identityAndDenialInEachOthersPlace_areAnOutage() {
        assertOutage(200, DENIAL);
        assertOutage(200, xml("AccessDenied"));
        assertOutage(200, StubSts.error("Throttling", "no"));
        assertOutage(403, StubSts.ALICE);
        assertOutage(400, StubSts.ALICE);
        assertOutage(200, xml("AccessDenied").replace("ErrorResponse", "GetCallerIdentityResponse"));
        assertOutage(200, StubSts.ALICE.replace("GetCallerIdentity", "AssumeRole"));
        assertOutage(200, StubSts.ALICE.replace("\"123456789012\"", "\"210987654321\""));
    }

    @Test
    void verify_answerThatBreaksOff_isAnOutage_whereverItDoes() {
        for (String whole : new String[] {DENIAL, xml("AccessDenied"), StubSts.ALICE}) {
            int status = whole.equals(StubSts.ALICE) ? 200 : 403;
            for (int length = 0; length < whole.length(); length++) {
                assertOutage(status, whole.substring(0, length));
            }
        }
    }

    @Test
    void verify_answerInAnotherCharset_orTooLong_isAnOutage() {
        for (String whole : new String[] {DENIAL, xml("AccessDenied"), StubSts.ALICE}) {
            int status = whole.equals(StubSts.ALICE) ? 200 : 403;
            assertOutage(status, whole.getBytes(UTF_16));
            String odd = whole.replace("no", "n\u00f8").replace("Alice", "Al\u00efce");
            assertThat(odd).isNotEqualTo(whole);
            assertOutage(status, odd.getBytes(ISO_8859_1));
            assertOutage(status, whole + " ".repeat(64 * 1024));
        }
    }

    static Stream<Arguments> codes() {
        return Arrays.stream(StsError.values())
                .flatMap(error -> error.codes().stream().map(code -> arguments(error, code)));
    }

    /** The table, row by row, in both forms and in each status that STS refuses with; a text that quotes another code is none. */
    @ParameterizedTest
    @MethodSource("codes")
    void verify_errorOfSts_isDecidedByItsCodeAlone(StsError error, String code) {
        for (int status : new int[] {400, 403}) {
            for (String body : new String[] {
                StubSts.error(code, "Throttling"),
                StubSts.error(code, "SignatureDoesNotMatch AccessDenied ServiceUnavailable"),
                StubSts.error(code, "{\\\"Error\\\":{\\\"Code\\\":\\\"Throttling\\\"}}"),
                xml(code),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml(code),
                xml(code).replace("no &amp; no", "Throttling <![CDATA[<Code>AccessDenied</Code>]]><!-- x -->")
            }) {
                HttpExecuteResponse response = StubSts.response(status, body);
                switch (error.says()) {
                    case DENIED ->
                        assertThat(assertRejected(verify(response), RejectionReason.STS_DENIED)
                                        .detail())
                                .isEqualTo("STS refused the token, " + code + ": " + error.meaning());
                    case LATER -> assertThatThrownBy(() -> verify(response)).isInstanceOf(ThrottledException.class);
                    case NOTHING -> assertOutage(status, body);
                }
            }
        }
    }

    @Test
    void table_hasEachCodeOnce_andWithoutItsNearRelations() {
        Set<String> seen = new HashSet<>();
        for (StsError error : StsError.values()) {
            for (String code : error.codes()) {
                assertThat(seen.add(code)).as(code).isTrue();
                assertThat(StsError.of(code)).contains(error);
                assertThat(StsError.of(code + "s")).isEmpty();
                assertThat(StsError.of(code.toLowerCase(Locale.ROOT))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StsError.class)
    void verify_throttlingOrOutage_isNeverADenial_whateverItsStatus(StsError error) {
        for (int status : new int[] {429, 500, 502, 503, 504}) {
            HttpExecuteResponse response =
                    StubSts.response(status, StubSts.error(error.codes().get(0), "no"));

            assertThatThrownBy(() -> verify(response))
                    .isInstanceOf(
                            status == 429 || error.says() == StsError.Says.LATER
                                    ? ThrottledException.class
                                    : UnavailableException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"400, Throttling", "503, ThrottlingException", "429, ''", "429, ServiceUnavailable"})
    void verify_throttledBySts_saysSoWithItsContext(int status, String code) {
        assertThatThrownBy(() -> verify(StubSts.response(status, StubSts.error(code, "no"))))
                .isInstanceOf(ThrottledException.class)
                .hasMessageContaining("sts.us-west-2.amazonaws.com is throttling calls")
                .extracting(
                        thrown -> ((AccessEntriesException) thrown).context().toString())
                .asString()
                .contains("cluster prod", "status " + status, "request id1234", code);
    }

    @Test
    void verify_errorThatIsNotKnownYet_isNamedInTheOutage() {
        assertThatThrownBy(() -> verify(StubSts.response(403, StubSts.error("OddException", "secret"))))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("status 403 and the error OddException, which decides nothing about a token")
                .hasMessageNotContaining("secret");
    }
}
