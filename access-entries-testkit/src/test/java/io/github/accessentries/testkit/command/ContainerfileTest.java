package io.github.accessentries.testkit.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container's build context, as it is after packaging; there need not be a container engine here. */
@Tag("slow")
class ContainerfileTest {

    private static final Path CONTEXT = Path.of("").toAbsolutePath();

    private static List<String> instructions(String name) throws IOException {
        return Files.readAllLines(CONTEXT.resolve("Containerfile")).stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip())
                .toList();
    }

    private static List<Path> matches(String pattern) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        try (Stream<Path> files = Files.walk(CONTEXT, 3)) {
            return files.map(CONTEXT::relativize).filter(matcher::matches).toList();
        }
    }

    private static List<String> entryPoint() throws IOException {
        return JsonParser.parseString(instructions("ENTRYPOINT").get(0)).getAsJsonArray().asList().stream()
                .map(part -> part.getAsString())
                .toList();
    }

    @Test
    void everySource_existsOnceInTheContext_andTheBaseHasAJavaThatIsNewEnough() throws IOException {
        assertThat(instructions("FROM")).singleElement().asString().matches("[a-z-]+:(1[7-9]|2[0-9])-jre");
        List<String> copies = instructions("COPY");
        assertThat(copies).isNotEmpty();
        for (String copy : copies) {
            assertThat(matches(copy.split(" ", -1)[0])).as(copy).hasSize(1);
        }
    }

    @Test
    void entryPoint_runsWithTheCopiedJarAlone(@TempDir Path directory) throws Exception {
        String[] copy = instructions("COPY").get(0).split(" ", -1);
        Path jar = CONTEXT.resolve(matches(copy[0]).get(0));
        List<String> entryPoint = entryPoint();
        assertThat(entryPoint)
                .contains(copy[1], Main.class.getName(), "serve")
                .containsSubsequence("--host", "0.0.0.0");
        try (JarFile opened = new JarFile(jar.toFile())) {
            assertThat(opened.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(Main.class.getName());
        }
        Path out = directory.resolve("out");

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar.toString(),
                        "quickstart")
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("the quickstart ended")
                .isTrue();
        assertThat(Files.readString(out, StandardCharsets.UTF_8))
                .contains("create deployments.apps", "AmazonEKSEditPolicy in namespaces team-a*");
        assertThat(process.exitValue()).isZero();
    }
}
