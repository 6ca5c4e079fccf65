package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.accessentries.AccessPolicy;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk with kubectl that the guide prints, with the real AWS CLI and kubectl. Skipped where one of them is missing. */
@Tag("slow")
class KubectlWalkTest {

    private static final String ADDRESS = "http://127.0.0.1:8080";

    /** What a command says when it ends with another status than 0: kubectl diff, can-i and refusals. */
    private static final Pattern FAILURE = Pattern.compile("Error from server|error: |no - |-  ");

    private static final int SECONDS = 300;

    @TempDir
    private Path directory;

    /** A command, with its continued lines, and what the comments below it say that it prints. */
    private record Step(String command, List<String> expected) {

        boolean fails() {
            return !expected.isEmpty() && FAILURE.matcher(expected.get(0)).lookingAt();
        }
    }

    @Test
    void walk_inTheGuide_worksAsPrinted() throws Exception {
        for (String program : List.of("aws", "kubectl", "bash")) {
            assumeTrue(
                    isInstalled(program), () -> "There is no `" + program + "` on the PATH: install it for this test");
        }
        List<Step> steps = steps();
        assertThat(steps).hasSizeGreaterThan(30);

        try (FakeEks eks = FakeEks.builder().seed(KubectlWalkTest::demo).build();
                FakeEksServer server = eks.serve()) {
            List<String> answers = run(steps, server.endpoint().toString());

            SoftAssertions softly = new SoftAssertions();
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                String answer = i < answers.size() ? answers.get(i) : "(never run)";
                softly.assertThat(answer).as(step.command()).matches(step.fails() ? "(?s)[1-9].*" : "(?s)0\\n.*");
                for (String line : step.expected()) {
                    softly.assertThat(answer).as(step.command()).contains(fragments(line));
                }
            }
            softly.assertAll();
        }
    }

    /** What `serve` begins with. */
    private static void demo(FakeEks eks) {
        eks.createCluster("demo")
                .accessEntries()
                .grant(eks.iam().user("test").arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
    }

    private static List<Step> steps() throws IOException {
        List<Step> steps = new ArrayList<>();
        for (String line :
                Documentation.block("walk").replace("\\\n", "").lines().toList()) {
            if (line.startsWith("# ")) {
                steps.get(steps.size() - 1).expected().add(line.substring(2));
            } else if (!line.isBlank()) {
                steps.add(new Step(line, new ArrayList<>()));
            }
        }
        return steps;
    }

    private static String[] fragments(String line) {
        return Arrays.stream(line.split("…"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toArray(String[]::new);
    }

    /** One shell for all, since they share variables; each answer begins with the status. */
    private List<String> run(List<Step> steps, String endpoint) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            script.append("{ %s\n} > out.%d 2>&1; echo $? > status.%d\n"
                    .formatted(steps.get(i).command().replace(ADDRESS, endpoint), i, i));
        }
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("shell").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.put("AWS_CONFIG_FILE", directory.resolve("none").toString());
        environment.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("KUBECACHEDIR", directory.resolve("cache").toString());
        Process process = builder.start();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                .as("the walk ended")
                .isTrue();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            answers.add(Files.readString(directory.resolve("status." + i), UTF_8)
                    + Files.readString(directory.resolve("out." + i), UTF_8));
        }
        return answers;
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
