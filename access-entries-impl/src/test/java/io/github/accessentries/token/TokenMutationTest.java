package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import java.net.URI;
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
import org.junit.jupiter.api.Test;

/**
 * Changes a good token in thousands of ways, before an STS that holds a signature good only for the very same parameters.
 * What reaches STS must be what an independent reader finds in the token's URL; what is let in must be the good token's
 * host, path, parameters and values; and nothing may be thrown.
 */
class TokenMutationTest {

    private static final int ROUNDS = 40_000;
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

    private static final String GOOD_URL = GoodToken.good().url();

    private final StubSts sts =
            new StubSts(request -> meaning(request.http().getUri()).equals(meaning(GOOD_URL))
                    ? StubSts.response(200, StubSts.ALICE)
                    : StubSts.response(403, "SignatureDoesNotMatch"));
    private final StsTokenVerifier verifier =
            StsTokenVerifier.builder().httpClient(sts).clock(GoodToken.CLOCK).build();

    @Test
    void verify_mutatedTokens_meanTheSameToVerifierAndStsOrAreRejected() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<Class<?>, Integer> outcomes = new HashMap<>();
        int askedSts = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String mutant = GOOD_URL;
            for (int change = random.nextInt(3); change >= 0; change--) {
                mutant = mutate(mutant, random);
            }
            String token = mutateText(mutant, random);
            String about = "seed " + seed + ", round " + round + ", " + mutant;
            sts.requests().clear();

            Verification verification = verifier.verify(token, "prod");

            outcomes.merge(verification.getClass(), 1, Integer::sum);
            if (sts.requests().isEmpty()) {
                assertThat(verification).as(about).isInstanceOf(Rejected.class);
            } else {
                askedSts++;
                assertThat(sts.requests())
                        .as(about)
                        .singleElement()
                        .satisfies(
                                request -> assertThat(meaning(request.getUri())).isEqualTo(meaning(mutant(token))));
            }
        }
        // Some changes are harmless, some only STS can see, most are plain to see.
        assertThat(outcomes.get(Verified.class)).as("seed %s", seed).isBetween(100, askedSts - 100);
        assertThat(askedSts).as("seed %s", seed).isLessThan(ROUNDS / 2);
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
        String token = "k8s-aws-v1." + Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(ISO_8859_1));
        return switch (random.nextInt(20)) {
            case 0 -> token + "=".repeat(random.nextInt(3));
            case 1 -> token + "A".repeat(random.nextInt(5000));
            case 2 -> {
                int at = random.nextInt(token.length());
                yield token.substring(0, at) + (char) random.nextInt(0x2200) + token.substring(at + 1);
            }
            case 3 -> token.substring(0, random.nextInt(token.length()));
            default -> token;
        };
    }

    private static String mutant(String token) {
        return new String(Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length())), ISO_8859_1);
    }

    private static Map<String, String> meaning(String url) {
        return meaning(URI.create(url));
    }

    /** Scheme, host, path and parameters with decoded names and values, as the JDK reads them. */
    private static Map<String, String> meaning(URI uri) {
        Map<String, String> meaning = new TreeMap<>();
        meaning.put("", uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority() + uri.getRawPath());
        assertThat(uri.getRawFragment()).isNull();
        for (String parameter : uri.getRawQuery().split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = URLDecoder.decode(parameter.substring(0, equals), ISO_8859_1);
            String value = URLDecoder.decode(parameter.substring(equals + 1), ISO_8859_1);
            assertThat(meaning.put(name, value)).isNull();
        }
        return meaning;
    }
}
