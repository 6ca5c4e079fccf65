package io.github.accessentries.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.MovingClock;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.token.JsonCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import software.amazon.awssdk.services.eks.model.Cluster;

/**
 * Kubeconfigs that others write as well. What the AWS CLI makes of the same files is recorded; {@code cli/record-kubeconfigs.py}
 * records it anew.
 */
class KubeconfigMergeTest {

    private static final Cluster PROD =
            StubApiServer.describe("https://example.eks").build();
    private static final String OTHERS = """
            apiVersion: v1
            kind: Config
            clusters:
            - name: stage
              cluster:
                server: https://stage
            users:
            - name: ana
              user:
                token: secret-of-ana
            contexts: []
            current-context: ''
            """;

    /** What has no one meaning, or is another kind of thing: the CLI writes into these all the same. */
    private static final Map<String, String> REFUSED_HERE_ONLY = Map.of(
            "another kind", "its kind is not Config",
            "a name twice", "its users have the name \"a\" twice",
            "a key twice", "it has the key \"users\" twice in one mapping, in line 3");

    @TempDir
    private Path directory;

    static Stream<JsonObject> cases() {
        return JsonCases.objects(recorded().getAsJsonArray("cases")).stream();
    }

    private static JsonObject recorded() {
        return JsonCases.read(KubeconfigMergeTest.class, "cli/kubeconfigs.json");
    }

    private static Cluster cluster(String name) {
        JsonObject described = recorded().getAsJsonObject("clusters").getAsJsonObject(name);
        Cluster.Builder cluster = Cluster.builder()
                .name(name)
                .arn(described.get("arn").getAsString())
                .status(described.get("status").getAsString())
                .endpoint(described.get("endpoint").getAsString())
                .certificateAuthority(a -> a.data(described
                        .getAsJsonObject("certificateAuthority")
                        .get("data")
                        .getAsString()));
        if (described.has("outpostConfig")) {
            cluster.id(described.get("id").getAsString()).outpostConfig(o -> o.outpostArns("arn:o"));
        }
        return cluster.build();
    }

    private static Kubeconfig kubeconfig(JsonObject one) {
        Cluster cluster = cluster(one.get("cluster").getAsString());
        List<String> arguments = one.getAsJsonArray("arguments").asList().stream()
                .map(JsonElement::getAsString)
                .toList();
        ExecPlugin plugin = ExecPlugin.awsCli(cluster);
        if (arguments.contains("--role-arn")) {
            plugin = plugin.withRole(PrincipalArn.of(after(arguments, "--role-arn")));
        }
        if (!JsonCases.text(one, "profile").isEmpty()) {
            plugin = plugin.withProfile(JsonCases.text(one, "profile"));
        }
        Kubeconfig kubeconfig = Kubeconfig.of(cluster, plugin);
        if (arguments.contains("--user-alias")) {
            kubeconfig = kubeconfig.withUserAlias(after(arguments, "--user-alias"));
        }
        if (arguments.contains("--alias")) {
            kubeconfig = kubeconfig.withAlias(after(arguments, "--alias"));
        }
        if (arguments.contains("--proxy-url")) {
            kubeconfig = kubeconfig.withProxy(URI.create(after(arguments, "--proxy-url")));
        }
        return kubeconfig;
    }

    private static String after(List<String> arguments, String option) {
        return arguments.get(arguments.indexOf(option) + 1);
    }

    private void merge(Kubeconfig kubeconfig, JsonObject one) {
        String option = JsonCases.text(one, "option");
        Optional<String> variable = one.get("variable").isJsonNull()
                ? Optional.empty()
                : Optional.of(one.get("variable").getAsString());
        Path file = option.isEmpty()
                ? KubeconfigFile.choose(variable.map(this::absolute), directory, kubeconfig.clusterName())
                : directory.resolve(option);
        kubeconfig.mergeInto(file);
    }

    /** The CLI ran in the directory. */
    private String absolute(String variable) {
        List<String> names = new ArrayList<>();
        for (String name : variable.split(":", -1)) {
            names.add(name.isBlank() ? name : directory.resolve(name).toString());
        }
        return String.join(":", names);
    }

    private static Object read(String text) {
        return new Yaml().load(text);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void file_becomesWhatTheCliMakesOfIt(JsonObject one) throws IOException {
        JsonObject before = one.getAsJsonObject("files");
        for (String name : before.keySet()) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, before.get(name).getAsString());
        }
        String name = one.get("name").getAsString();
        boolean isRefused = one.get("exit").getAsInt() != 0;
        JsonObject after = isRefused || REFUSED_HERE_ONLY.containsKey(name) ? before : one.getAsJsonObject("after");

        if (isRefused || REFUSED_HERE_ONLY.containsKey(name)) {
            assertThatThrownBy(() -> merge(kubeconfig(one), one))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no kubeconfig into which anything can be merged: ")
                    .hasMessageContaining(REFUSED_HERE_ONLY.getOrDefault(name, ""))
                    .hasMessageContaining("Nothing was changed");
        } else {
            merge(kubeconfig(one), one);
        }

        assertThat(files()).isEqualTo(after.keySet());
        for (String file : after.keySet()) {
            String text = Files.readString(directory.resolve(file));
            String expected = after.get(file).getAsString();
            if (text.equals(expected)) {
                continue;
            }
            assertThat(read(text)).isEqualTo(read(expected));
            if (!name.equals("merged keys")) {
                assertThat(String.valueOf(read(text)))
                        .as("in the same order")
                        .isEqualTo(String.valueOf(read(expected)));
            }
        }
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void whatIsNotTouched_staysAsItWasWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("config"), """
                users:
                - name: odd
                  user: {token: 12345, a: 1e3, b: "yes", c: 2020-01-01, d: !!str 5, e: '', f: ~, g: "\\u00e9\\t"}
                """);

        Kubeconfig.of(PROD).mergeInto(file);

        assertThat(file).content().contains("token: 12345", "a: 1e3", "b: \"yes\"", "c: 2020-01-01", "e: ''", "f: ~");
        assertThat(file).content().contains("\"é\\t\"").contains("d: '5'");
    }

    /** kubectl reads {@code ! yes} as a text, and does not read a name that is true. */
    @Test
    void textBehindALoneExclamationMark_staysAText() throws IOException {
        Path file = Files.writeString(directory.resolve("config"), """
                users:
                - name: odd
                  user: {username: ! yes, password: ! 123, token: &t ! null}
                """);

        Kubeconfig.of(PROD).mergeInto(file);

        assertThat(file).content().contains("username: 'yes'", "password: '123'", "'null'");
    }

    /** It took eight seconds for less than a mebibyte, and its square for more. */
    @Test
    void longWord_isReadInLinearTime() throws IOException {
        String word = "x".repeat(3 << 20);
        Path file = Files.writeString(
                directory.resolve("config"), "users:\n- name: odd\n  user: {token: \"" + word + "\"}\n");

        Kubeconfig.of(PROD).mergeInto(file);

        assertThat(Files.readString(file)).contains("token: \"" + word + "\"");
    }

    @Test
    void link_isFollowedAndStays_modeIsKept_andANewFileIsForItsOwner() throws IOException {
        Path target = Files.writeString(
                Files.createDirectory(directory.resolve("real")).resolve("file"), OTHERS);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
        Path middle = Files.createSymbolicLink(directory.resolve("middle"), Path.of("real", "file"));
        Path link = Files.createSymbolicLink(directory.resolve("config"), middle);
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("new"));

        Kubeconfig.of(PROD).mergeInto(link);
        Kubeconfig.of(PROD).mergeInto(dangling);

        assertThat(Files.readSymbolicLink(link)).isEqualTo(middle);
        assertThat(target).content().contains("secret-of-ana", "cluster/prod");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-r-----");
        assertThat(Files.isSymbolicLink(dangling)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("new"))))
                .isEqualTo("rw-------");
        assertThat(files()).containsExactlyInAnyOrder("real/file", "config", "middle", "dangling", "new");
    }

    @Test
    void directoryThatIsALink_isGood_andLinksInACircleAreTold() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path kube = Files.createSymbolicLink(directory.resolve(".kube"), real);
        Kubeconfig.of(PROD).mergeInto(kube.resolve("config"));
        assertThat(real.resolve("config")).content().contains("cluster/prod");

        Path one = directory.resolve("one");
        Files.createSymbolicLink(directory.resolve("two"), one);
        Files.createSymbolicLink(one, directory.resolve("two"));
        assertThatThrownBy(() -> Kubeconfig.of(PROD).mergeInto(one))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("lead around in a circle");
    }

    @Test
    void fileThatCannotBeReadOrWritten_isAnError_andLeavesNothingBehind() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path below = Files.writeString(directory.resolve("file"), OTHERS).resolve("config");
        for (Path file : List.of(folder, below)) {
            assertThatThrownBy(() -> Kubeconfig.of(PROD).mergeInto(file))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("The kubeconfig " + file + " cannot be changed, and is as it was");
        }
        assertThat(files()).containsExactlyInAnyOrder("file");
    }

    @Test
    void fileThatIsNotUtf8_isNoKubeconfig() throws IOException {
        byte[] utf16 = {(byte) 0xff, (byte) 0xfe, 0};
        Path file = Files.write(directory.resolve("binary"), utf16);

        assertThatThrownBy(() -> Kubeconfig.of(PROD).mergeInto(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no kubeconfig into which anything can be merged: it is not text in UTF-8");
        assertThat(file).hasBinaryContent(utf16);
    }

    @Test
    void readOnlyFile_isNotReplaced() throws IOException {
        Path file = Files.writeString(directory.resolve("config"), OTHERS);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        assumeTrue(!Files.isWritable(file), "whoever runs this may write to read-only files");

        assertThatThrownBy(() -> Kubeconfig.of(PROD).mergeInto(file)).hasMessageContaining("it is read-only");
        assertThat(file).hasContent(OTHERS);
    }

    @Test
    void messages_quoteNothingOfABrokenFile() throws IOException {
        Path file = Files.writeString(directory.resolve("config"), "users:\n- token: 'secret-of-ana\n");

        assertThatThrownBy(() -> Kubeconfig.of(PROD).mergeInto(file))
                .hasMessageContaining("it is not YAML")
                .hasStackTraceContaining("KubeconfigDocument")
                .satisfies(e -> assertThat(e)
                        .hasMessageNotContaining("secret")
                        .rootCause()
                        .hasMessageNotContaining("secret"));
    }

    @Test
    void writersAtATime_loseNothing() throws Exception {
        Path file = Files.writeString(directory.resolve("config"), OTHERS);
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                Cluster cluster = PROD.toBuilder().arn(PROD.arn() + i).build();
                Path by = i % 2 == 0 ? file : link;
                writers.add(threads.submit(() ->
                        Kubeconfig.of(cluster).withAlias("c" + cluster.arn()).mergeInto(by)));
            }
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        Map<String, List<Object>> config = new Yaml().load(Files.readString(file));
        assertThat(config.get("clusters")).hasSize(25);
        assertThat(config.get("users")).hasSize(25);
        assertThat(config.get("contexts")).hasSize(24);
        assertThat(files()).containsExactlyInAnyOrder("config", "link");
    }

    /** They starved each other where all of them tried to make the file of the lock. */
    @Test
    void writersOfOneJvm_takeTurns_andNeverWaitForTheFileOfTheLock() throws Exception {
        Path file = directory.resolve("config");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        Path elsewhere = Files.createSymbolicLink(directory.resolve("elsewhere"), directory);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                Path by = List.of(file, link, elsewhere.resolve("config")).get(i % 3);
                KubeconfigFile written = new KubeconfigFile(by, pause -> {
                    throw new AssertionError("waited for another of the same JVM");
                });
                writers.add(threads.submit(() -> written.merge(Kubeconfig.of(PROD))));
            }
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(files()).contains("config").noneMatch(name -> name.endsWith(".lock"));
    }

    @Test
    void lockThatChangesHands_isNotToBeDeleted() throws IOException {
        Path file = Files.writeString(directory.resolve("config"), OTHERS);
        Path lock = Files.createFile(directory.resolve("config.lock"));
        AtomicInteger seconds = new AtomicInteger();

        assertThatThrownBy(() -> new KubeconfigFile(file, pause -> takenAnew(lock, seconds.incrementAndGet()))
                        .merge(Kubeconfig.of(PROD)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("others have taken this lock again and again for 10 seconds")
                .hasMessageContaining("try again, and do not delete it");
        assertThat(file).hasContent(OTHERS);
    }

    private static void takenAnew(Path lock, int second) {
        try {
            Files.setLastModifiedTime(lock, FileTime.from(Instant.ofEpochSecond(second)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void lockOfAnother_isWaitedFor_andNeitherTakenNorDeleted() throws IOException {
        Path file = Files.writeString(directory.resolve("config"), OTHERS);
        Path lock = Files.createFile(directory.resolve("config.lock"));
        Instant start = Instant.parse("2026-11-27T12:00:00Z");
        MovingClock clock = new MovingClock(start);

        assertThatThrownBy(() -> new KubeconfigFile(file, clock).merge(Kubeconfig.of(PROD)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("somebody has held this lock for 10 seconds")
                .hasMessageContaining("delete it");
        assertThat(Duration.between(start, clock.instant())).isEqualTo(Duration.ofSeconds(10));
        assertThat(lock).exists();
        assertThat(file).hasContent(OTHERS);

        new KubeconfigFile(file, pause -> deleted(lock)).merge(Kubeconfig.of(PROD));
        assertThat(file).content().contains("cluster/prod");
        assertThat(lock).doesNotExist();
    }

    private static void deleted(Path lock) {
        try {
            Files.delete(lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void interruptWhileWaiting_leavesTheFileAndTheLocks() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), OTHERS);
        Path link = Files.createSymbolicLink(directory.resolve("config"), target);
        Files.createFile(directory.resolve("target.lock"));

        assertThatThrownBy(() -> new KubeconfigFile(link, pause -> {
                            throw new InterruptedException();
                        })
                        .merge(Kubeconfig.of(PROD)))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(target).hasContent(OTHERS);
        assertThat(files()).containsExactlyInAnyOrder("target", "config", "target.lock");
    }

    /** Both told "null", and to look at the directory. */
    @Test
    void interrupt_isToldAsOne() throws IOException {
        Path file = Files.writeString(directory.resolve("config"), OTHERS);
        ThrowingCallable merge = () -> Kubeconfig.of(PROD).mergeInto(file);
        ThrowingCallable write = () -> Kubeconfig.of(PROD).write(file);
        for (ThrowingCallable change : List.of(merge, write)) {
            Thread.currentThread().interrupt();
            Throwable thrown = catchThrowable(change);
            boolean staysInterrupted = Thread.interrupted();

            assertThat(thrown)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("The thread was interrupted before the kubeconfig " + file
                            + " was replaced, which is as it was");
            assertThat(staysInterrupted).isTrue();
        }
        assertThat(file).hasContent(OTHERS);
        assertThat(files()).containsExactly("config");
    }
}
