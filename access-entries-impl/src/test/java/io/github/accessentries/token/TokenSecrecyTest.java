package io.github.accessentries.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.authn.TokenVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Nothing that comes out, whatever happens, holds any part of the token that could be used. */
class TokenSecrecyTest {

    private static final String SECRET = "SecretAccessKeySecretAccessKey";
    private static final String SESSION_TOKEN = "SessionTokenSessionToken";
    private static final EksToken TOKEN = EksTokens.builder()
            .credentialsProvider(StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(TokenText.ACCESS_KEY_ID, SECRET, SESSION_TOKEN)))
            .region(Region.US_WEST_2)
            .clock(GoodToken.CLOCK)
            .build()
            .mint("prod");
    private static final String URL = TokenText.decode(TOKEN.value());
    private static final String SIGNATURE =
            URL.substring(URL.indexOf("Signature=") + "Signature=".length()).substring(0, 64);

    static Stream<StubSts> waysOfSts() {
        return Stream.concat(
                Stream.of(200, 302, 400, 403, 429, 500)
                        .map(status -> new StubSts(request -> StubSts.response(
                                status, "echo " + request.http().getUri()))),
                Stream.of(
                        StubSts.answering(200, StubSts.ALICE),
                        StubSts.answering(200, StubSts.identity("123456789012", URL, URL)),
                        StubSts.answering(400, StubSts.error("Throttling", URL)),
                        StubSts.answering(403, StubSts.error("SignatureDoesNotMatch", URL)),
                        StubSts.answering(403, StubSts.error(SIGNATURE, URL)),
                        new StubSts(request -> {
                            IOException cause = new IOException("at " + request.http());
                            cause.addSuppressed(new IOException(URL));
                            throw new IOException("GET " + request.http().getUri(), cause);
                        }),
                        new StubSts(request -> {
                            throw new IllegalStateException(
                                    "GET " + request.http().getUri());
                        })));
    }

    @ParameterizedTest
    @MethodSource("waysOfSts")
    void verify_whateverStsDoes_tellsNothingOfTheToken(StubSts sts) {
        assertThat(say(sts, TOKEN.value())).doesNotContain(secrets());
        assertThat(sts.requests()).hasSize(VerificationProfile.values().length);
    }

    static Stream<String> changes() {
        return Stream.of(
                URL,
                URL.replace("https", "http"),
                URL.replace("https:", "https " + SIGNATURE + ":"),
                URL.replace("sts.us", SIGNATURE + ".us"),
                URL.replace("/?", "/" + SIGNATURE + "?"),
                URL + "&" + SIGNATURE + "=" + SESSION_TOKEN,
                URL + "&X-Amz-Signature=" + SIGNATURE,
                URL + "%zz",
                URL + "#",
                URL.replace("Action=", "Action=" + SIGNATURE),
                URL.replace("Expires=", "Expires=" + SIGNATURE),
                URL.replace("Date=", "Date=" + SIGNATURE),
                URL.replace("SignedHeaders=", "SignedHeaders=" + SIGNATURE),
                URL.replace("Version=", "Version=" + SIGNATURE),
                URL.replace("Algorithm=", "Algorithm=" + SIGNATURE),
                URL.replace("Credential=", "Credential=" + SIGNATURE),
                URL.replace("Signature=", "Signature=" + SESSION_TOKEN),
                URL.replace("Security-Token=", "Security-Token=%0a"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void verify_badToken_tellsNothingOfIt(String url) {
        String said = say(StubSts.answering(403, StubSts.error("AccessDenied", url)), TokenText.encode(url));

        assertThat(said).doesNotContain(secrets()).contains("Rejected");
    }

    private static List<String> secrets() {
        return List.of(SECRET, SESSION_TOKEN, SIGNATURE, SIGNATURE.substring(0, 16), TOKEN.value(), "X-Amz-Signature=");
    }

    /**
     * All that a log could get in both profiles: the results with their types, or the exceptions with their stack traces
     * and causes.
     */
    private static String say(StubSts sts, String token) {
        StringWriter said = new StringWriter();
        for (VerificationProfile profile : VerificationProfile.values()) {
            try (StsTokenVerifier direct = StsTokenVerifier.builder()
                    .profile(profile)
                    .httpClient(sts)
                    .clock(GoodToken.CLOCK)
                    .build()) {
                TokenVerifier verifier = CachedTokenVerifier.of(direct);
                Object verification = verifier.verify(token, "prod");
                said.append(verification.getClass() + " " + verification + verifier + TOKEN);
            } catch (AccessEntriesException e) {
                e.printStackTrace(new PrintWriter(said, true));
                said.append(e.context().toString());
            }
        }
        return said.toString();
    }
}
