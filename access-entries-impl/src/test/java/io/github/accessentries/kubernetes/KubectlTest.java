package io.github.accessentries.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.accessentries.Sleeper;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real kubectl, with a kubeconfig and an exec plugin of ours, against a stub of an API server. */
@Tag("slow")
class KubectlTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin").toString();
    private static final String PATH = System.getenv().getOrDefault("PATH", "");

    @TempDir
    private Path directory;

    private static boolean isInstalled(String program) {
        return Arrays.stream(PATH.split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private String kubectl(Kubeconfig kubeconfig) throws IOException, InterruptedException {
        kubeconfig.write(directory.resolve("config"));
        return kubectl("get", "--raw", "/version");
    }

    private String kubectl(String... arguments) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        List<String> command = new ArrayList<>(List.of(
                "kubectl",
                "--kubeconfig",
                directory.resolve("config").toString(),
                "--cache-dir",
                directory.resolve("cache").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("KUBE"));
        environment.put("PATH", JAVA + File.pathSeparator + PATH);
        environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        environment.put("AWS_CONFIG_FILE", directory.resolve("none").toString());
        environment.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("kubectl ended").isTrue();
        return Files.readString(out, UTF_8);
    }

    private static String classPath() {
        return Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private static StubApiServer server() throws IOException {
        return new StubApiServer(
                (asked, exchange) -> StubApiServer.answer(exchange, 200, "{\"gitVersion\":\"v1.36.0\"}"));
    }

    @Test
    void kubectl_withOurPlugin_sendsAToken() throws Exception {
        assumeTrue(isInstalled("kubectl"), "kubectl is not on the PATH: install it to run this test");
        try (StubApiServer server = server()) {
            Kubeconfig config = Kubeconfig.of(
                    server.cluster().build(), ExecPlugin.java(server.cluster().build(), classPath()));

            assertThat(kubectl(config)).contains("{\"gitVersion\":\"v1.36.0\"}");
            assertThat(server.asked().get(0).token()).startsWith("k8s-aws-v1.");
        }
    }

    @Test
    void kubectl_withTheAwsCli_sendsAToken() throws Exception {
        assumeTrue(isInstalled("kubectl"), "kubectl is not on the PATH: install it to run this test");
        assumeTrue(isInstalled("aws"), "The AWS CLI is not on the PATH: install `aws` to run this test");
        try (StubApiServer server = server()) {
            assertThat(kubectl(Kubeconfig.of(server.cluster().build()))).contains("{\"gitVersion\":\"v1.36.0\"}");
            assertThat(server.asked().get(0).token()).startsWith("k8s-aws-v1.");
        }
    }

    @Test
    void kubectlAndWeInTurns_keepWhatTheOtherWrote() throws Exception {
        assumeTrue(isInstalled("kubectl"), "kubectl is not on the PATH: install it to run this test");
        try (StubApiServer server = server()) {
            Path config = directory.resolve("config");
            kubectl("config", "set-cluster", "theirs", "--server", "https://theirs.example");
            kubectl("config", "set-credentials", "ana", "--token", "0123");
            kubectl("config", "set-context", "theirs", "--cluster", "theirs", "--user", "ana", "--namespace", "team-a");
            String before = kubectl("config", "view", "--raw", "--minify", "--context", "theirs", "-o", "json");

            Kubeconfig.of(
                            server.cluster().build(),
                            ExecPlugin.java(server.cluster().build(), classPath()))
                    .withAlias("ours")
                    .mergeInto(config);

            assertThat(kubectl("config", "current-context")).isEqualTo("ours\n");
            assertThat(kubectl("get", "--raw", "/version")).contains("{\"gitVersion\":\"v1.36.0\"}");
            assertThat(kubectl("config", "view", "--raw", "--minify", "--context", "theirs", "-o", "json"))
                    .isEqualTo(before.replace("\"current-context\": \"\"", "\"current-context\": \"theirs\""))
                    .contains("\"token\": \"0123\"", "\"namespace\": \"team-a\"");
            assertThat(kubectl("config", "rename-context", "ours", "mine")).contains("renamed");
            Kubeconfig.of(server.cluster().build()).withAlias("ours").mergeInto(config);
            assertThat(kubectl("config", "get-contexts", "-o", "name").lines())
                    .containsExactlyInAnyOrder("theirs", "mine", "ours");
        }
    }

    @Test
    void kubectl_keepsAwayWhileTheLockIsHeld() throws Exception {
        assumeTrue(isInstalled("kubectl"), "kubectl is not on the PATH: install it to run this test");
        Path config = directory.resolve("config");
        kubectl("config", "set-context", "theirs");
        List<String> told = new ArrayList<>();

        KubeconfigLock.holding(config, config, Sleeper.SYSTEM, () -> {
            try {
                told.add(kubectl("config", "set-context", "late"));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(told.get(0)).contains("config.lock").contains("file exists");
        assertThat(config).content().contains("theirs").doesNotContain("late");
    }
}
