package io.github.accessentries.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.error.YAMLException;

/** The limits hold in each way of reading, whatever the text is. */
class BoundedYamlTest {

    private static void assertRefused(String text, DocumentLimits limits) {
        assertThatThrownBy(() -> BoundedYaml.compose(text, limits)).isInstanceOf(YAMLException.class);
        assertThatThrownBy(() -> BoundedYaml.load(text, limits)).isInstanceOf(YAMLException.class);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    /** So many aliases of one list. */
    private static String aliases(int count) {
        return "[&a [x]" + ", *a".repeat(count) + "]";
    }

    @ParameterizedTest
    @EnumSource
    void depth_isTheSameForAll(DocumentLimits limits) {
        assertThat(BoundedYaml.compose(nested(limits.maxDepth()), limits)).isPresent();
        assertThat(BoundedYaml.load(nested(limits.maxDepth()), limits)).isInstanceOf(List.class);
        assertRefused(nested(limits.maxDepth() + 2), limits);
        assertRefused(nested(100_000), limits);
    }

    @ParameterizedTest
    @EnumSource
    void aliases_areCounted(DocumentLimits limits) {
        assertThat(BoundedYaml.compose(aliases(limits.maxAliases()), limits)).isPresent();
        assertRefused(aliases(limits.maxAliases() + 1), limits);
    }

    /** Those that are read as YAML up to their limit. */
    static Stream<DocumentLimits> ofFiles() {
        return Arrays.stream(DocumentLimits.values()).filter(limits -> limits.maxCharacters() <= 8 << 20);
    }

    @ParameterizedTest
    @MethodSource("ofFiles")
    void length_isCounted(DocumentLimits limits) {
        String longest = "#".repeat(79).concat("\n").repeat(limits.maxCharacters() / 80);

        assertThat(BoundedYaml.load(longest, limits)).isNull();
        assertRefused(longest + "x".repeat(80), limits);
    }

    /** The scanner would go over a long text again and again before it sees that it is too long. */
    @ParameterizedTest
    @EnumSource
    void textThatIsTooLong_isRefusedWithoutALook(DocumentLimits limits) {
        String text = "x" + " ".repeat(limits.maxCharacters());

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertRefused(text, limits));
    }

    @ParameterizedTest
    @EnumSource
    void repeatedKeys_areAllowedOrNot(DocumentLimits limits) {
        if (limits.allowsRepeatedKeys()) {
            assertThat(BoundedYaml.load("{a: 1, a: 2}", limits)).isEqualTo(Map.of("a", 2));
        } else {
            assertThatThrownBy(() -> BoundedYaml.load("{a: 1, a: 2}", limits)).isInstanceOf(YAMLException.class);
        }
    }

    @Test
    void tagsOfJava_makeNoObjects() {
        assertThatThrownBy(() -> BoundedYaml.load("!!java.net.URL [http://localhost]", DocumentLimits.CONFIG_MAP))
                .isInstanceOf(YAMLException.class);
    }

    @Test
    void emptyText_isNothing() {
        assertThat(BoundedYaml.compose("# note", DocumentLimits.AWS_AUTH)).isEmpty();
        assertThat(BoundedYaml.load("", DocumentLimits.AWS_AUTH)).isNull();
    }
}
