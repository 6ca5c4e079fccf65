package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void namesInPlaces_readNeitherAsTwoNorAsWords() {
        assertThat(Words.places(List.of(
                        Where.cluster(),
                        Where.namespace("a, b"),
                        Where.namespace("team-*").without(List.of("team-a", "a and b")),
                        Where.cluster().without(List.of("*")))))
                .isEqualTo("everywhere, \"a, b\", team-* except \"a and b\", team-a, outside of namespaces");

        ReportRow row = ReportRow.builder()
                .subject(new Subject.User("bob"))
                .source("")
                .username("")
                .everywhere(standing(Level.NONE))
                .elsewhere(Map.of("a, b; view in c", standing(Level.EDIT)))
                .build();
        assertThat(Words.elsewhere(row)).isEqualTo("edit in \"a, b; view in c\"");
    }

    private static Standing standing(Level level) {
        return Standing.builder().level(level).more(false).incomplete(false).build();
    }
}
