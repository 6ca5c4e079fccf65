package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Changes a good token in thousands of ways, before an STS that works out the signature that each request should have.
 * What reaches STS must be what an independent reader finds in the token's URL; what is let in must be the good token's
 * host, path, parameters and values, for the good token's cluster; and nothing may be thrown.
 */
@Tag("slow")
class TokenMutationTest {

    private static final int ROUNDS = 20_000;
    private static final String PREFIX = "k8s-aws-v1.";
    private static final Pattern URL = Pattern.compile("(?i:https)://(?<host>[^/?#]*)/[?](?<query>[^#]*)(#.*)?");
    private static final List<String> NASTY = List.of(
            "%",
            "%2",
            "%00",
            "%0d%0a",
            "%252F",
            "+",
            "&",
            "=",
            "&&",
            ";",
            "#",
            "?",
            "/",
            "//",
            "@",
            ":",
            ":443",
            "\\",
            " ",
            "\u0000",
            "\u007f",
            "\u00c5\u00bf",
            "\u00e2\u0084\u00aa",
            "\u00ff",
            "%C5%BF",
            "%E2%84%AA",
            "&x=y",
            "&Action",
            "&action=AssumeRole",
            "&X-Amz-Credential=eve",
            "&x-amz-signedheaders=host",
            "evil.com",
            "u:p@",
            ".");

    private static final String GOOD_URL = TokenText.decode(EksTokens.builder()
            .credentialsProvider(StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(TokenText.ACCESS_KEY_ID, SigningSts.SECRET, "session/+=token")))
            .region(Region.US_WEST_2)
            .clock(GoodToken.CLOCK)
            .build()
            .mint("prod")
            .value());

    private final StubSts sts = SigningSts.create();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private StsTokenVerifier verifier(VerificationProfile profile) {
        return StsTokenVerifier.builder()
                .profile(profile)
                .httpClient(sts)
                .clock(GoodToken.CLOCK)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void verify_mutatedTokens_meanTheSameToVerifierAndStsOrAreRejected(VerificationProfile profile) {
        Map<Class<?>, Integer> outcomes = new HashMap<>();
        int askedSts = 0;
        StsTokenVerifier verifier = verifier(profile);
        for (int round = 0; round < ROUNDS; round++) {
            String mutant = GOOD_URL;
            for (int change = random.nextInt(3); change >= 0; change--) {
                mutant = mutate(mutant, random);
            }
            String token = mutateText(mutant, random);
            String cluster = random.nextInt(20) == 0 ? "test" : "prod";
            String about = "seed " + seed + ", round " + round + ", cluster " + cluster + ", " + mutant;
            sts.requests().clear();

            Verification verification = verifier.verify(token, cluster);

            outcomes.merge(verification.getClass(), 1, Integer::sum);
            if (verification instanceof Verified verified) {
                assertThat(cluster).as(about).isEqualTo("prod");
                assertThat(meaning(mutant(token))).as(about).isEqualTo(meaning(GOOD_URL));
                assertThat(verified.identity().accessKeyId()).as(about).isEqualTo(TokenText.ACCESS_KEY_ID);
                assertThat(verified.expiresAt()).as(about).isEqualTo(GoodToken.NOW.plusSeconds(900));
            }
            if (sts.requests().isEmpty()) {
                assertThat(verification).as(about).isInstanceOf(Rejected.class);
            } else {
                askedSts++;
                assertThat(sts.requests())
                        .as(about)
                        .singleElement()
                        .satisfies(request ->
                                assertThat(meaning(request.getUri().toString())).isEqualTo(meaning(mutant(token))));
            }
        }
        // Some changes are harmless, some only STS can see, most are plain to see.
        assertThat(outcomes.get(Verified.class)).as("seed %s", seed).isBetween(100, askedSts - 100);
        assertThat(askedSts).as("seed %s", seed).isLessThan(ROUNDS * 2 / 3);
    }

    @ParameterizedTest
    @EnumSource
    void verify_randomText_isRejectedWithoutAskingSts(VerificationProfile profile) {
        StsTokenVerifier verifier = verifier(profile);
        for (int round = 0; round < ROUNDS; round++) {
            String token = randomText();

            assertThat(verifier.verify(token, "prod"))
                    .as("seed %s, round %s", seed, round)
                    .isInstanceOf(Rejected.class);
        }
        assertThat(sts.requests()).as("seed %s", seed).isEmpty();
    }

    private String randomText() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        String latin1 = new String(bytes, ISO_8859_1);
        String anything = random.ints(random.nextInt(200), 0, 0x10000)
                .collect(StringBuilder::new, (text, letter) -> text.append((char) letter), StringBuilder::append)
                .toString();
        return switch (random.nextInt(6)) {
            case 0 -> latin1;
            case 1 -> anything;
            case 2 -> PREFIX + latin1;
            case 3 -> PREFIX + anything;
            case 4 -> encode(latin1);
            default -> encode("https://sts.us-west-2.amazonaws.com/?" + latin1);
        };
    }

    private static String mutate(String url, Random random) {
        int at = random.nextInt(url.length());
        return switch (random.nextInt(9)) {
            case 0 -> url.substring(0, at) + (char) random.nextInt(256) + url.substring(at + 1);
            case 1 -> url.substring(0, at) + url.substring(at + 1);
            case 2 -> url.substring(0, at) + NASTY.get(random.nextInt(NASTY.size())) + url.substring(at);
            case 3 ->
                url.substring(0, at)
                        + String.format(Locale.ROOT, "%%%02x", (int) url.charAt(at))
                        + url.substring(at + 1);
            case 4 -> url.substring(0, at) + flipCase(url.charAt(at)) + url.substring(at + 1);
            case 5 -> url.replace("%2F", "/").replace("%3B", random.nextBoolean() ? "%3b" : ";");
            default -> mutateParameters(url, random);
        };
    }

    private static char flipCase(char letter) {
        return Character.isLowerCase(letter) ? Character.toUpperCase(letter) : Character.toLowerCase(letter);
    }

    private static String mutateParameters(String url, Random random) {
        int question = url.indexOf('?');
        List<String> parameters =
                new ArrayList<>(Arrays.asList(url.substring(question + 1).split("&")));
        int one = random.nextInt(parameters.size());
        String chosen = parameters.get(one);
        switch (random.nextInt(5)) {
            case 0 -> Collections.shuffle(parameters, random);
            case 1 -> parameters.add(random.nextInt(parameters.size() + 1), chosen);
            case 2 -> parameters.add(chosen.toLowerCase(Locale.ROOT));
            case 3 -> parameters.remove(one);
            default -> parameters.set(one, chosen.substring(0, chosen.indexOf('=') + 1) + random.nextInt());
        }
        return url.substring(0, question + 1) + String.join("&", parameters);
    }

    private static String mutateText(String url, Random random) {
        String token = encode(url);
        int at = random.nextInt(token.length());
        return switch (random.nextInt(20)) {
            case 0 -> token + "=".repeat(random.nextInt(3));
            case 1 -> token + "A".repeat(random.nextInt(5000));
            case 2 -> token.substring(0, at) + (char) random.nextInt(0x2200) + token.substring(at + 1);
            case 3 -> token.substring(0, at);
            case 4 -> token.substring(0, at) + (random.nextBoolean() ? "\n" : "\r\n") + token.substring(at);
            case 5 -> token.substring(0, at) + flipCase(token.charAt(at)) + token.substring(at + 1);
            default -> token;
        };
    }

    private static String encode(String url) {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(ISO_8859_1));
    }

    private static String mutant(String token) {
        String encoded = token.substring(PREFIX.length()).replace("\r", "").replace("\n", "");
        return new String(Base64.getUrlDecoder().decode(encoded), ISO_8859_1);
    }

    /** Host and parameters with decoded names and values, by regular expressions; a second reading of what a URL is. */
    private static Map<String, String> meaning(String url) {
        Matcher parts = URL.matcher(url);
        assertThat(parts.matches()).as(url).isTrue();
        Map<String, String> meaning = new TreeMap<>();
        meaning.put("host", parts.group("host"));
        for (String parameter : parts.group("query").split("&", -1)) {
            String[] nameAndValue = parameter.split("=", 2);
            if (!parameter.isEmpty()) {
                String value = nameAndValue.length < 2 ? "" : nameAndValue[1];
                assertThat(meaning.put(
                                URLDecoder.decode(nameAndValue[0], ISO_8859_1), URLDecoder.decode(value, ISO_8859_1)))
                        .isNull();
            }
        }
        return meaning;
    }
}
