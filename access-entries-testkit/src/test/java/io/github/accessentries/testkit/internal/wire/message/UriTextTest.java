package io.github.accessentries.testkit.internal.wire.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the JDK's coding of forms, which differs in blanks, asterisks and tildes only. */
class UriTextTest {

    private static String text(RandomGenerator random) {
        int[] points = random.ints(random.nextInt(20), 0, 0x250).toArray();
        return new String(points, 0, points.length) + (random.nextInt(4) == 0 ? "€𝄞" : "");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20261125})
    void anyText_isEncodedAsByTheJdk_andDecodedToItself(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 1000; i++) {
            String text = text(random);
            String encoded = UriText.encode(text);

            assertThat(encoded)
                    .as("seed %d, text %d: %s", seed, i, text)
                    .isEqualTo(URLEncoder.encode(text, UTF_8)
                            .replace("+", "%20")
                            .replace("*", "%2A")
                            .replace("%7E", "~"));
            assertThat(UriText.decode(encoded)).isEqualTo(text);
            assertThat(UriText.decodeForm(URLEncoder.encode(text, UTF_8))).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a+b", "%41%c3%A9", "é%C3%A9", "%FF%fe", "%C3", "%2525"})
    void encodedText_isDecodedAsByTheJdk(String encoded) {
        assertThat(UriText.decodeForm(encoded)).isEqualTo(URLDecoder.decode(encoded, UTF_8));
        assertThat(UriText.decode(encoded)).isEqualTo(URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%", "%4", "%4g", "%g4", "%-1", "%+1", "% 1", "%%41"})
    void percentSign_beforeAnythingButTwoDigits_isRefused(String encoded) {
        assertThatThrownBy(() -> UriText.decode(encoded)).isInstanceOf(IllegalArgumentException.class);
    }
}
