package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.iac.DesiredAccessFile;
import io.github.accessentries.iam.IamDirectory;
import io.github.accessentries.testkit.Documentation.Block;
import io.github.accessentries.testkit.Snippets.Snippet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** What the pages show is what tests run, and their links lead somewhere. */
class DocumentationTest {

    private static final Set<String> HELD = Set.of("java", "yaml", "json", "xml");
    private static final Pattern MARKERS = Pattern.compile("(snippet|access|manifest|pom|workflow): [\\w-]+");

    private final List<Block> blocks = Documentation.blocks();

    private Stream<Block> marked(String kind) {
        return blocks.stream().filter(block -> block.marker().startsWith(kind + ": "));
    }

    @Test
    void blocks_sayWhichTestHoldsThem() {
        assertThat(blocks)
                .filteredOn(block -> HELD.contains(block.language()))
                .hasSizeGreaterThan(40)
                .allMatch(block -> MARKERS.matcher(block.marker()).matches());
    }

    @Test
    void snippets_areThoseThatTheTestsRun_withTheirImports() throws IOException {
        Map<String, Snippet> tested = Snippets.all();

        SoftAssertions softly = new SoftAssertions();
        marked("snippet").forEach(block -> {
            Snippet snippet = tested.get(block.marker().substring("snippet: ".length()));
            softly.assertThat(snippet).as(block.toString()).isNotNull();
            if (snippet != null) {
                softly.assertThat(block.code()).as(block.toString()).isEqualTo(snippet.code());
                softly.assertThat(block.imports()).as("imports of " + block).isEqualTo(snippet.imports());
            }
        });
        softly.assertThat(marked("snippet").map(Block::marker))
                .as("every snippet of a test is shown")
                .containsAll(tested.keySet().stream().map("snippet: "::concat).toList());
        softly.assertAll();
    }

    @Test
    void filesOfDesiredAccess_areRead() {
        try (FakeEks fake = FakeEks.create();
                IamClient iam = IamClient.builder()
                        .httpClient(fake.sdkHttpClient())
                        .credentialsProvider(fake.iam().user("ops").credentials())
                        .region(Region.AWS_GLOBAL)
                        .build()) {
            Set.of("Admin", "Developer").forEach(fake.iam()::permissionSet);
            IamDirectory directory = IamDirectory.of(iam, fake.stsClient());
            for (Block block : marked("access").toList()) {
                DesiredAccessFile.Reader reader = DesiredAccessFile.reader().directory(directory);
                boolean inEnvironments = block.code().contains("environments:");
                assertThat((inEnvironments ? reader.environment("prod") : reader)
                                .read(block.code())
                                .entries())
                        .as(block.toString())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void poms_haveTheVersionsOfTheBuild() {
        String build = Documentation.text("pom.xml");
        String own = first("<version>(.*?)</version>", build);
        for (Block block : marked("pom").toList()) {
            Pattern.compile("<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*<version>(.*?)</version>")
                    .matcher(block.code().replace("${access-entries.version}", own))
                    .results()
                    .filter(found -> !found.group(1).equals("com.example"))
                    .forEach(found -> assertThat(found.group(3))
                            .as(block + " " + found.group(2))
                            .isEqualTo(found.group(1).equals("io.github.accessentries") ? own : version(build, found)));
        }
    }

    /** From the property of the artifact, or of the family that it is of, or from the plugin itself. */
    private static String version(String build, MatchResult dependency) {
        String artifact = dependency.group(2);
        String family = artifact.split("-", 2)[0];
        return artifact.endsWith("-plugin")
                ? first("<artifactId>" + artifact + "</artifactId>\\s*<version>(.*?)</version>", build)
                : first("<" + family + "\\.version>(.*?)</", build);
    }

    private static String first(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
