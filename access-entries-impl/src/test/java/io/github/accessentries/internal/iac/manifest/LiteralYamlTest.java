package io.github.accessentries.internal.iac.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralYamlTest {

    @ParameterizedTest
    @ValueSource(strings = {"y", "N", "098765432109", "0o17", "1_000", "-0b1", "+.5", "12:30"})
    void textThatGoReadsAsSomethingElse_isQuoted(String text) {
        assertThat(LiteralYaml.of((Object) Map.of("a", text))).isEqualTo("a: \"" + text + "\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes-men", "arn:aws:iam::111122223333:role/ops", "n1"})
    void plainText_staysPlain(String text) {
        assertThat(LiteralYaml.of((Object) Map.of("a", text))).isEqualTo("a: " + text + "\n");
    }
}
