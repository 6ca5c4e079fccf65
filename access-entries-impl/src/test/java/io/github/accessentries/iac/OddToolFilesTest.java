package io.github.accessentries.iac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.accessentries.Seeds;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of tools in which something is not what it should be are read or refused, and nothing else comes of them. */
class OddToolFilesTest {

    private static final Pattern PART = Pattern.compile("[\\w.:/-]+|[\\[\\]{},\"\\n$]");
    private static final List<String> INSTEAD =
            List.of("", "~", "[]", "{}", "[x]", "{a: b}", "'1'", "true", "${X}", "&a", "*a", "- ", "kind: List");

    private static final List<AccessSource> SOURCES = List.of(
            AccessFormat.eksctl(),
            AccessFormat.ack(),
            AccessFormat.crossplane(),
            AccessFormat.pulumi(),
            AccessSource.clusterApi());

    static LongStream seeds() {
        return Seeds.of(20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fileWithSomethingElseInIt_isReadOrRefusedWithReasons(long seed) throws Exception {
        Random random = new Random(seed);
        for (String text : texts()) {
            List<MatchResult> parts = PART.matcher(text).results().toList();
            MatchResult part = parts.get(random.nextInt(parts.size()));
            String odd = text.substring(0, part.start())
                    + INSTEAD.get(random.nextInt(INSTEAD.size()))
                    + text.substring(part.end());
            for (AccessSource source : SOURCES) {
                try {
                    assertThat(source.read(odd, Map.of("TEAM", "red")).toString())
                            .as(odd)
                            .isNotNull();
                } catch (InvalidDesiredAccessException e) {
                    assertThat(e.faults()).as(odd).isNotEmpty();
                }
            }
        }
    }

    @Test
    void characterThatYamlDoesNotAllow_isAFaultOfItsLine_alsoWhereNoAliasMayStand() {
        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> AccessFormat.cloudFormation().read("Resources:\n  A: b\u007f\n", Map.of()))
                .satisfies(e -> assertThat(e.faults()).hasSize(1))
                .withMessageContaining("line 2")
                .withMessageContaining("U+007F");
    }

    private static List<String> texts() throws Exception {
        try (InputStream cases = requireNonNull(OddToolFilesTest.class.getResourceAsStream("cases-others.json"))) {
            return StreamSupport.stream(
                            JsonParser.parseString(new String(cases.readAllBytes(), UTF_8))
                                    .getAsJsonObject()
                                    .getAsJsonArray("cases")
                                    .spliterator(),
                            false)
                    .map(JsonElement::getAsJsonObject)
                    .map(each -> each.get("text").getAsString())
                    .filter(text -> text.length() < 10_000)
                    .toList();
        }
    }
}
