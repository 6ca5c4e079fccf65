package io.github.accessentries.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example in the Javadoc of a suite is a test that runs here. */
class ContractExamplesTest {

    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* \\}</pre>", Pattern.DOTALL);
    private static final Path PACKAGE = Path.of("java/io/github/accessentries/testkit");

    @ParameterizedTest
    @ValueSource(
            classes = {
                AccessEntriesContract.class,
                AuthorizerContract.class,
                IdentityMapperContract.class,
                PrincipalDirectoryContract.class,
                TokenVerifierContract.class
            })
    void exampleInTheJavadoc_isOneThatRuns(Class<?> suite) throws IOException {
        String source = Files.readString(
                Path.of("src/main").resolve(PACKAGE).resolve("contract/" + suite.getSimpleName() + ".java"));
        String example = EXAMPLE.matcher(source)
                .results()
                .map(found -> found.group(1).replaceAll("(?m)^ \\* ?", "").replaceFirst("}\\s*$", ""))
                .findFirst()
                .orElseThrow();

        assertThat(tests()).anyMatch(test -> test.contains(example));
    }

    private static Stream<String> tests() throws IOException {
        try (Stream<Path> files =
                Files.list(Path.of("src/test").resolve(PACKAGE).resolve("example"))) {
            return files.map(ContractExamplesTest::text).toList().stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replaceAll(" *// (snippet: \\w+|end)\n", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
