package io.github.accessentries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page about security says is held somewhere, is held there. */
class SecurityPageTest {

    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Pattern LINK = Pattern.compile("\\[`?(?:[\\w.]+\\.)?(\\w[^\\]`]*)`?\\]\\(([^)]+)\\)");

    @Test
    void links_leadToWhatTheyName() throws IOException {
        List<MatchResult> links = LINK.matcher(Files.readString(MODULE.resolveSibling("SECURITY.md")))
                .results()
                .toList();

        assertThat(links).hasSizeGreaterThan(40);
        for (MatchResult link : links) {
            Path target = MODULE.resolveSibling(link.group(2));
            assertThat(target).exists();
            if (link.group(2).endsWith(".java")) {
                assertThat(target).hasFileName(link.group(1) + ".java");
            }
        }
    }
}
