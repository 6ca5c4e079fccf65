package io.github.accessentries.testkit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.trail.RecordedCall;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program, as processes that call a served fake over HTTP, and its clusters over HTTPS. What each command does is tested
 * within the process; here are those that need a client that no other has.
 */
@Tag("slow")
@Timeout(180)
class ProgramTest {

    /** The bit of the signal in the masks of a process. */
    private static final long SIGINT = 1L << (2 - 1);

    private static final int CTRL_C = 3;

    private static final String DEV = "arn:aws:iam::111122223333:role/dev";

    private static final String WISH = """
            version: 1
            entries:
              - {principal: 'arn:aws:iam::111122223333:role/dev', policies: [{policy: AmazonEKSEditPolicy, namespaces: [team-a]}]}
              - {principal: 'arn:aws:iam::111122223333:role/ops', policies: [{policy: AmazonEKSViewPolicy, scope: cluster}]}
            """;

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster prod = fake.createCluster("prod");
    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path directory;

    @BeforeEach
    void prepare() throws IOException {
        prod.accessEntries()
                .grant(fake.iam().user("test").arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        fake.clearCalls();
        Files.writeString(directory.resolve("access.yaml"), WISH);
    }

    @AfterEach
    void close() {
        started.forEach(Process::destroyForcibly);
        fake.close();
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target").toAbsolutePath())) {
            return files.filter(file -> file.toString().endsWith("-cli.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no jar of the program; run mvn package first"));
        }
    }

    private static List<String> command(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(String... arguments) throws IOException {
        return start(command(arguments));
    }

    private Process start(List<String> command) throws IOException {
        return start(
                command, ProcessBuilder.Redirect.to(directory.resolve("out").toFile()));
    }

    private Process start(List<String> command, ProcessBuilder.Redirect out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out)
                .redirectError(directory.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        builder.environment().put("AWS_CONFIG_FILE", directory.resolve("config").toString());
        builder.environment().put("AWS_DEFAULT_REGION", fake.region());
        builder.environment().put("AWS_ENDPOINT_URL", fake.serve().endpoint().toString());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve(name), StandardCharsets.UTF_8);
    }

    private String run(int code, String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ended").isTrue();
        assertThat(process.exitValue()).as(read("out") + read("err")).isEqualTo(code);
        return read("out");
    }

    @Test
    void walkThroughEachKindOfClient_goesWell() throws Exception {
        assertThat(run(2, "plan", "--cluster", "prod", "--both-halves", "--out", "plan.json", "access.yaml"))
                .contains("Access plan for prod: 4 grants", "nothing -> edit in team-a");
        assertThat(read("err")).isEmpty();
        assertThat(run(0, "apply", "--cluster=prod", "--both-halves", "--plan=plan.json", "--yes", "access.yaml"))
                .contains("Applied to prod: 4 done");
        assertThat(read("err")).as("a pipe sees no progress").isEmpty();
        assertThat(run(3, "diagnose", "--cluster", "prod", "--iam", DEV, "get", "secrets", "-n", "payments"))
                .contains("scope-too-narrow");
        String token = JsonParser.parseString(run(0, "get-token", "--cluster-name", "prod"))
                .getAsJsonObject()
                .getAsJsonObject("status")
                .get("token")
                .getAsString();
        assertThat(prod.authenticator().authenticate(token).isAuthenticated()).isTrue();
    }

    /** Shells start what goes on in the background so, and whoever is started so never hears of Ctrl-C. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(
                                ignored.substring(ignored.indexOf(':') + 1).strip(), 16)
                        & SIGINT)
                != 0;
    }

    @Test
    void ctrlC_inTheMiddleOfAnApply_endsBetweenCalls_andTellsWhatWasDone() throws Exception {
        assumeFalse(ignoresInterrupts(), "SIGINT is ignored here, as by what runs behind a script; run it in front");
        CountDownLatch arrived = new CountDownLatch(1);
        fake.faults().on("CreateAccessEntry").delay(Duration.ofSeconds(2)).times(2);
        fake.faults().before("CreateAccessEntry", arrived::countDown);
        Process process = start("apply", "--cluster", "prod", "--yes", "-o", "json", "access.yaml");
        assertThat(arrived.await(60, TimeUnit.SECONDS)).as("a call has arrived").isTrue();

        Process signal = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();

        assertThat(signal.waitFor()).isZero();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ended").isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        long made = prod.accessEntries().list().stream()
                .filter(entry -> !entry.principal().name().equals("test"))
                .count();
        assertThat(JsonParser.parseString(read("out"))
                        .getAsJsonObject()
                        .get("summary")
                        .getAsString())
                .isEqualTo(made + " done, " + (4 - made) + " not tried");
        assertThat(fake.calls().stream().map(RecordedCall::eventName))
                .as("no call after those in progress")
                .doesNotContain("AssociateAccessPolicy");
    }

    /** The read of a socket heeds no interrupt, and nobody is to wait for its end, or to look for a fault of the network. */
    @Test
    void ctrlC_whileEksIsSilent_endsTheProgram_andIsToldAsWhatItIs() throws Exception {
        assumeFalse(ignoresInterrupts(), "SIGINT is ignored here, as by what runs behind a script; run it in front");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Process process = start(
                    "report",
                    "--cluster",
                    "prod",
                    "--timeout=600",
                    "--endpoint-url=http://127.0.0.1:" + silent.getLocalPort());
            try (Socket call = silent.accept()) {
                assertThat(call.getInputStream().read())
                        .as("a call has arrived")
                        .isPositive();

                assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                                .start()
                                .waitFor())
                        .isZero();

                assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ended").isTrue();
            }

            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(read("err"))
                    .startsWith("Error: Ended by a signal before anything was changed")
                    .doesNotContain("network", "did not answer", "\tat ");
        }
    }

    /** Whoever keeps the report of an apply in a file still sits at a terminal. */
    @Test
    void questionIsAskedAtTheTerminal_whereResultsGoToAFile() throws Exception {
        Path script = Path.of("/usr/bin/script");
        assumeTrue(
                System.getProperty("os.name").equals("Linux") && Files.isExecutable(script),
                "there is something that makes a terminal");
        Process process = start(List.of(
                script.toString(),
                "-qec",
                String.join(" ", command("apply", "--cluster", "prod", "access.yaml")) + " > result",
                "/dev/null"));
        try (OutputStream keyboard = process.getOutputStream()) {
            keyboard.write("yes\n".getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ended").isTrue();
        }

        assertThat(read("out")).contains("Apply 4 changes to cluster prod? [yes/no]", "[4/4] done");
        assertThat(process.exitValue()).isZero();
        assertThat(read("result")).startsWith("Applied to prod: 4 done");
    }

    /** The read of the keyboard is the one wait that no interrupt ends. */
    @Test
    void ctrlC_atTheQuestion_endsAtOnce_andSaysThatNothingWasChanged() throws Exception {
        Path script = Path.of("/usr/bin/script");
        assumeTrue(
                System.getProperty("os.name").equals("Linux") && Files.isExecutable(script),
                "there is something that makes a terminal");
        assumeFalse(ignoresInterrupts(), "SIGINT is ignored here, as by what runs behind a script; run it in front");
        String apply = String.join(" ", command("apply", "--cluster", "prod", "access.yaml"));
        Process process = start(
                List.of(script.toString(), "-qec", apply + " > result", "/dev/null"), ProcessBuilder.Redirect.PIPE);
        StringBuilder shown = new StringBuilder();
        try (OutputStream keyboard = process.getOutputStream();
                Reader screen = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            for (int next = screen.read(); next >= 0; next = screen.read()) {
                shown.append((char) next);
                if (shown.toString().endsWith("[yes/no] ")) {
                    keyboard.write(CTRL_C);
                    keyboard.flush();
                }
            }
        }

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ended").isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(shown).contains("Error: Ended by a signal before anything was changed: nothing more came");
        assertThat(prod.accessEntries().principals()).hasSize(1);
    }

    @Test
    void nobodyIsAsked_whereInputIsNoTerminal() throws Exception {
        assertThat(run(1, "apply", "--cluster", "prod", "access.yaml")).isEmpty();
        assertThat(read("err")).contains("nobody can be asked", "--yes");
    }

    @Test
    void silentEndpoint_isNamed_beforeAPersonGivesUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String endpoint = "http://127.0.0.1:" + silent.getLocalPort();

            assertThat(run(1, "report", "--cluster", "prod", "--timeout=2", "--endpoint-url=" + endpoint))
                    .isEmpty();

            assertThat(read("err")).contains(endpoint + " did not answer within 2 seconds");
        }
    }

    /** It reads what nobody writes, so it ends when the program does. */
    @Test
    void processThatNeverGivesCredentials_isGivenUp_withItsProfile() throws Exception {
        Files.writeString(
                directory.resolve("config"), "[profile slow]\nregion = us-west-2\ncredential_process = cat\n");

        assertThat(run(1, "report", "--cluster", "prod", "--timeout=1", "--profile=slow"))
                .isEmpty();
        assertThat(read("err")).contains("The credentials of the profile slow did not come within 1 second; ");
        assertThat(run(1, "get-token", "--cluster-name", "prod", "--timeout=1", "--profile=slow"))
                .isEmpty();
        assertThat(read("err")).contains("The credentials of the profile slow did not come within 1 second; ");
    }

    @Test
    void outputOfAProcessThatFails_isNowhere_evenWithStackTraces() throws Exception {
        Files.writeString(
                directory.resolve("config"),
                "[profile failing]\nregion = us-west-2\ncredential_process = echo hidden-1; echo hidden-2 >&2; exit 3\n");

        for (String[] arguments : new String[][] {
            {"report", "--cluster", "prod", "--debug", "--profile=failing"},
            {"get-token", "--cluster-name", "prod", "--debug", "--profile=failing"}
        }) {
            assertThat(run(1, arguments)).isEmpty();
            assertThat(read("err"))
                    .contains("The credential_process behind the profile failing ended with exit code 3; ", "\tat ")
                    .doesNotContain("hidden");
        }
    }

    @Test
    void version_isToldByItself() throws Exception {
        assertThat(run(0, "--version")).startsWith("access-entries ");
        assertThat(run(0, "--version", "--debug")).isEqualTo(run(0, "-V"));
    }
}
