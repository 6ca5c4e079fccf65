package io.github.accessentries.testkit.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.repository.ScriptFolder.Outcome;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The version of the library is changed, everywhere, and nobody else's. */
@Tag("slow")
class SetVersionTest {

    private static final Pattern LITERAL = Pattern.compile("<version>(\\d+\\.\\d+\\.\\d+)</version>");
    private static final Set<String> KEPT = Set.of("CHANGELOG.md", "CONTRIBUTING.md", "docs/releasing.md");

    private final Map<String, String> originals = new TreeMap<>();

    @TempDir
    private Path temporary;

    private ScriptFolder folder;

    @BeforeEach
    void copyWhatNamesVersions() throws IOException {
        ScriptFolder.assumeOnPath("bash", "sed", "grep", "xargs");
        folder = new ScriptFolder(temporary);
        Files.walkFileTree(Repository.ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                return Set.of("target", ".git", "src").contains(name)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String path = Repository.ROOT.relativize(file).toString().replace('\\', '/');
                if (path.endsWith("pom.xml") || path.endsWith(".md")) {
                    originals.put(path, Files.readString(file));
                    folder.write(path, Files.readString(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** For example 0.30.0, which the fuzzer once had: on the next step the fuzzer went along. */
    @Test
    void versionsThatOthersHaveToo_leaveTheirsAlone() throws Exception {
        Set<String> others = new TreeSet<>();
        for (String file : Set.of("access-entries-testkit/pom.xml", "docs/first-steps.md")) {
            LITERAL.matcher(Repository.text(file)).results().forEach(version -> others.add(version.group(1)));
        }
        others.remove(version());
        assertThat(others).isNotEmpty();

        String original = version();
        for (String other : others) {
            set(other);
        }
        set(original);
        for (Map.Entry<String, String> each : originals.entrySet()) {
            assertThat(folder.text(each.getKey())).as(each.getKey()).isEqualTo(each.getValue());
        }
    }

    @Test
    void everyPlaceOfItsOwn_follows() throws Exception {
        // Nobody else has a snapshot.
        set("98.76.54-SNAPSHOT");
        set("98.76.55");
        assertThat(version()).isEqualTo("98.76.55");
        for (Map.Entry<String, String> each : originals.entrySet()) {
            String text = folder.text(each.getKey());
            if (!KEPT.contains(each.getKey())) {
                assertThat(text).as(each.getKey()).doesNotContain("98.76.54");
                assertThat(text)
                        .as("%s has no other snapshot of the library", each.getKey())
                        .doesNotContainPattern("\\d\\.\\d+\\.\\d+-SNAPSHOT");
            }
        }
        for (String own : Set.of("access-entries-bom/pom.xml", "foreign/pom.xml", "README.md", "docs/guide/serve.md")) {
            assertThat(folder.text(own)).as(own).contains("98.76.55");
        }
    }

    private String version() throws IOException {
        return folder.text("pom.xml")
                .lines()
                .filter(line -> line.startsWith("  <version>"))
                .findFirst()
                .orElseThrow()
                .replaceAll("</?version>", "")
                .strip();
    }

    private void set(String version) throws Exception {
        Outcome outcome = folder.run(Map.of(), "set-version", version);
        assertThat(outcome.status()).as(outcome.output()).isZero();
    }
}
