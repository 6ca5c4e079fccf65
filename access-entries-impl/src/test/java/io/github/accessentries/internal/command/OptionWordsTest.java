package io.github.accessentries.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OptionWordsTest {

    /** A message that is worded anew would name its method again. */
    @Test
    void messagesThatNameMethods_areThoseOfTheLibrary() throws IOException {
        String sources = sources("src/main/java") + sources("../access-entries-api/src/main/java");

        // Sentences go on over the ends of lines.
        assertThat(sources.replaceAll("\"\\s*\\+\\s*\"", "")).contains(OptionWords.BY_METHOD.keySet());
    }

    private static String sources(String root) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("OptionWords.java"))
                    .map(OptionWordsTest::text)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void messages_nameOptions() {
        assertThat(OptionWords.of("no entry; principals() lists the existing ones, grant() creates one"))
                .isEqualTo("no entry; report lists the existing ones, apply creates one");
    }

    @Test
    void phraseWithinAnother_isNotReplacedThere() {
        assertThat(OptionWords.of("it has none; call makeEntries(..) again soon, or call makeEntries(..) first"))
                .isEqualTo(
                        "it has none; use migrate with --make-entries again soon, or use migrate with --make-entries first");
        assertThat(OptionWords.BY_METHOD.keySet())
                .allSatisfy(each -> assertThat(OptionWords.of("; " + each + "."))
                        .isEqualTo("; " + OptionWords.BY_METHOD.get(each) + "."));
    }
}
