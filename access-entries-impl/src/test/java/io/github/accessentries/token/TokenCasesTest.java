package io.github.accessentries.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonObject;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** The documented cases of the public authenticator; where it is laxer than the strict profile, the file says so. */
class TokenCasesTest {

    private static final Set<String> GROUPS_THAT_ASK_STS = Set.of("sts", "identity", "positive");

    /** The public authenticator denies whatever is not an identity; here, a blank page or a text of nobody's denies nothing. */
    private static final Map<String, String> NAMES_OF_OURS =
            Map.of("STS_ERROR", "STS_UNREACHABLE", "STS_BAD_RESPONSE", "STS_UNREACHABLE");

    static Stream<Named<JsonObject>> cases() {
        return JsonCases.objects(
                        JsonCases.read(TokenCasesTest.class, "token-cases.json").getAsJsonArray("cases"))
                .stream()
                .map(testCase -> Named.of(JsonCases.text(testCase, "id"), testCase));
    }

    static Stream<Arguments> casesInBothProfiles() {
        return cases().flatMap(testCase ->
                Arrays.stream(VerificationProfile.values()).map(profile -> arguments(testCase, profile)));
    }

    @ParameterizedTest
    @MethodSource("casesInBothProfiles")
    void verify_documentedCase_hasTheVerdictOfTheProfile(JsonObject testCase, VerificationProfile profile) {
        StubSts sts = sts(testCase);
        JsonObject settings = testCase.has("verifier") ? testCase.getAsJsonObject("verifier") : new JsonObject();
        String partition = JsonCases.text(settings, "partition");
        JsonObject expected = testCase.getAsJsonObject("expect");
        String outcome;
        try (StsTokenVerifier verifier = StsTokenVerifier.builder()
                .profile(profile)
                .partition(partition.isEmpty() ? "aws" : partition)
                .httpClient(sts)
                .clock(GoodToken.CLOCK)
                .build()) {
            Verification verification = verifier.verify(token(testCase), "test-cluster");
            if (verification instanceof Verified verified) {
                outcome = "accept";
                assertIdentity(verified.identity(), expected);
            } else {
                outcome = ((Rejected) verification).reason().name();
            }
        } catch (ThrottledException e) {
            outcome = "STS_THROTTLED";
        } catch (UnavailableException e) {
            outcome = "STS_UNREACHABLE";
        }

        assertThat(outcome)
                .isIn(
                        profile == VerificationProfile.STRICT
                                ? allowed(expected)
                                : ofReference(testCase.getAsJsonObject("reference")));
        boolean mayAskSts = outcome.equals("accept") || GROUPS_THAT_ASK_STS.contains(JsonCases.text(testCase, "group"));
        assertThat(sts.requests()).hasSize(mayAskSts ? 1 : 0);
        assertRequest(sts, testCase, expected);
    }

    private static Set<String> ofReference(JsonObject reference) {
        String category = JsonCases.text(reference, "errorCategory");
        return Set.of(category.isEmpty() ? "accept" : NAMES_OF_OURS.getOrDefault(category, category));
    }

    private static Set<String> allowed(JsonObject expected) {
        if (JsonCases.text(expected, "verdict").equals("accept")) {
            return Set.of("accept");
        }
        // Where both verdicts are defensible, this profile has the strict one.
        return expected.getAsJsonArray("errorCategoryAnyOf").asList().stream()
                .map(category -> NAMES_OF_OURS.getOrDefault(category.getAsString(), category.getAsString()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void assertIdentity(IamIdentity identity, JsonObject expected) {
        Map<String, String> fields = Map.of(
                "arn", identity.arn(),
                "canonicalArn", identity.canonicalArn(),
                "accountId", identity.accountId(),
                "userId", identity.principalId(),
                "sessionName", identity.sessionName().orElse(""),
                "accessKeyId", identity.accessKeyId());
        if (expected.has("identity")) {
            JsonObject wanted = expected.getAsJsonObject("identity");
            wanted.keySet().forEach(field -> assertThat(fields).containsEntry(field, JsonCases.text(wanted, field)));
        }
    }

    private static void assertRequest(StubSts sts, JsonObject testCase, JsonObject expected) {
        if (!expected.has("requestSent")) {
            return;
        }
        JsonObject wanted = expected.getAsJsonObject("requestSent");
        SdkHttpRequest request = sts.requests().get(0);
        assertThat(request.method()).isEqualTo(SdkHttpMethod.valueOf(JsonCases.text(wanted, "method")));
        assertThat(request.host()).isEqualTo(JsonCases.text(wanted, "host"));
        assertThat(wanted.get("rawQueryUnchanged").getAsBoolean()).isTrue();
        assertThat(request.getUri()).hasToString(url(testCase));
        JsonObject headers = wanted.getAsJsonObject("headers");
        headers.keySet()
                .forEach(name -> assertThat(request.firstMatchingHeader(name)).contains(JsonCases.text(headers, name)));
    }

    private static String token(JsonObject testCase) {
        JsonObject token = testCase.getAsJsonObject("token");
        return switch (JsonCases.text(token, "kind")) {
            case "literal" -> JsonCases.text(token, "value");
            case "repeat" ->
                JsonCases.text(token, "char").repeat(token.get("count").getAsInt());
            case "url" -> TokenText.encode(url(testCase));
            default -> throw new IllegalArgumentException("A kind of token that the file did not have: " + token);
        };
    }

    private static String url(JsonObject testCase) {
        String date = TokenText.date(GoodToken.NOW.minusSeconds(30));
        return JsonCases.text(testCase.getAsJsonObject("token"), "url")
                .replace("{{date}}", date)
                .replace("{{day}}", date.substring(0, 8));
    }

    private static StubSts sts(JsonObject testCase) {
        if (!testCase.has("sts")) {
            return StubSts.answering(200, StubSts.ALICE);
        }
        JsonObject sts = testCase.getAsJsonObject("sts");
        int status = sts.get("status").getAsInt();
        if (sts.has("bodyReadError")) {
            return new StubSts(request -> StubSts.response(status, StubSts.brokenBody()));
        }
        return StubSts.answering(status, sts.has("json") ? sts.get("json").toString() : JsonCases.text(sts, "text"));
    }
}
