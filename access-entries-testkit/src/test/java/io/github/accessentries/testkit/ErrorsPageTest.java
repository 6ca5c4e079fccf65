package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.plan.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about errors has each exception, each finding and each reason of a rejection, and no other. */
class ErrorsPageTest {

    private final String page = Documentation.text("docs/reference/errors.md");

    private List<String> firstColumn(String heading) {
        String section = page.substring(page.indexOf("## " + heading) + 3);
        int end = section.indexOf("\n## ");
        return Pattern.compile("^\\|([^|]+)\\|", Pattern.MULTILINE)
                .matcher(end < 0 ? section : section.substring(0, end))
                .results()
                .flatMap(row ->
                        Pattern.compile("`([^`]+)`").matcher(row.group(1)).results())
                .map(name -> name.group(1))
                .toList();
    }

    @Test
    void exceptions() throws IOException {
        List<String> exceptions = new ArrayList<>();
        for (String module : List.of("api", "impl", "testkit")) {
            try (Stream<Path> files = Files.walk(Documentation.file("access-entries-" + module + "/src/main/java"))) {
                for (Path file : files.filter(ErrorsPageTest::isOfUsers).toList()) {
                    if (Files.readString(file).contains("\npublic ")) {
                        exceptions.add(file.toFile().getName().replace(".java", ""));
                    }
                }
            }
        }
        assertThat(firstColumn("Exceptions")).containsExactlyInAnyOrderElementsOf(exceptions);
    }

    @Test
    void findings() {
        assertThat(firstColumn("Findings that stop a plan"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Finding.Kind.values())
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
    }

    @Test
    void reasonsOfRejections() {
        assertThat(firstColumn("Why a token is refused"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RejectionReason.values())
                        .map(RejectionReason::name)
                        .toList());
    }

    private static boolean isOfUsers(Path file) {
        return file.toString().endsWith("Exception.java") && !file.toString().contains("internal");
    }
}
