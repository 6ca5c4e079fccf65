package io.github.accessentries.testkit.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.internal.command.CommandContext;
import io.github.accessentries.testkit.FakeEks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return Main.commandLine(CommandContext.ofThisProcess(Map.of()), arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void quickstart_tellsTheWayFromGrantToDecision() {
        assertThat(execute("quickstart")).isZero();
        assertThat(out.toString())
                .containsSubsequence(
                        "arn:aws:eks:us-west-2:111122223333:cluster/demo",
                        "AmazonEKSEditPolicy in namespaces team-a*",
                        "AmazonEKSViewPolicy cluster-wide",
                        "arn:aws:sts::111122223333:assumed-role/team-a-dev/ana-example.org",
                        "uid           aws-iam-authenticator:111122223333:AROA")
                .containsPattern("create deployments.apps +team-a +yes +AmazonEKSEditPolicy in namespaces team-a\\*")
                .containsPattern("get secrets +payments +no +no grant")
                .doesNotContain("k8s-aws-v1.");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void help_listsTheOptions() {
        assertThat(execute("serve", "--help")).isZero();
        assertThat(out.toString())
                .contains("--port", "--region", "--account", "--strict-iam", "--no-signature-check", "us-west-2")
                .contains("--host", "--seed", "--any-credentials", "KEEP_ABSENT_MEMBERS");
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("who-can", "get-token", "serve", "Exit codes", "--version");
    }

    @Test
    void faultsOfASeed_haveALineEach_withTheirPlace(@TempDir Path directory) throws IOException {
        Path seed = Files.writeString(directory.resolve("seed.yaml"), """
                version: 1
                clusters:
                  - {nam: prod, "mo\\nde": API}
                """);

        assertThat(execute("serve", "--port=0", "--seed", seed.toString())).isEqualTo(1);

        assertThat(err.toString().lines().toList()).hasSize(4).satisfies(lines -> {
            assertThat(lines.get(0)).isEqualTo("Error: --seed " + seed + " cannot be used:");
            assertThat(lines.get(1)).startsWith("- line 3, clusters[0].nam: is unknown; use name, ");
            assertThat(lines.get(2)).startsWith("- line 3, ").contains("mo");
            assertThat(lines.get(3)).isEqualTo("- line 3, clusters[0]: needs name");
        });
    }

    @Test
    void whatEksRefusesOfASeed_isToldWithTheFile(@TempDir Path directory) throws IOException {
        Path seed = Files.writeString(directory.resolve("seed.yaml"), """
                version: 1
                clusters:
                  - name: prod
                    rbac: '{"kind": "List", "items": [{"kind": "Role"}, {"kind": "RoleBinding"}]}'
                """);

        assertThat(execute("serve", "--port=0", "--seed", seed.toString())).isEqualTo(1);

        assertThat(err.toString()).startsWith("Error: --seed " + seed + " cannot be used:");
        assertThat(err.toString().lines().skip(1).toList())
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.startsWith("- line 4, clusters[0].rbac: "));
    }

    @Test
    void resultThatCannotBeWritten_isAFailure() {
        PrintWriter full = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        full.print("result");

        assertThat(Main.written(0, full, new PrintWriter(err, true))).isEqualTo(1);
        assertThat(err.toString()).contains("could not be written");
        assertThat(Main.written(2, new PrintWriter(out), new PrintWriter(err))).isEqualTo(2);
    }

    @Test
    void version_isTold() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).startsWith("access-entries ");
    }

    @Test
    void seed_thatCannotBeUsed_isToldWithItsFaults(@TempDir Path directory) throws Exception {
        Path seed = Files.writeString(directory.resolve("seed.yaml"), "version: 1\nclusters: [{nam: prod}]");

        assertThat(execute("serve", "--seed", seed.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains(seed.toString(), "line 2, clusters[0].nam: is unknown", "did you mean name?");
        assertThat(execute("serve", "--seed", directory + "/none.yaml")).isEqualTo(1);
        assertThat(err.toString()).contains("none.yaml cannot be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serv | Did you mean: access-entries serve",
                "serve --prot 1 | Unknown options: '--prot', '1'",
                "serve --port x | 'x' is not a number; use 0 to 65535",
                "serve --port=70000 | 70000 is out of range; use 0 to 65535",
                "serve --port | Missing required parameter for option '--port'",
                "serve --port 1 --port 2 | option '--port' (PORT) should be specified only once",
                "serve --any-credentials=yes | '--any-credentials': 'yes' is not a boolean",
                "serve --variant KEEP_ABSENT_MEMBER | did you mean KEEP_ABSENT_MEMBERS?",
                "serve --host no.such.host.invalid --port 0 | no.such.host.invalid",
                "plan --cluster x -o xml y | use table, markdown, json",
                "plan access.yaml | Missing required option: '--cluster=NAME'",
                "apply --cluster x | Missing required parameter: 'FILE'",
                "migrate --cluster x --leave-config-map --make-entries f | mutually exclusive",
            })
    void message_saysWhatIsWrong_andWhatIsMeant(String arguments, String message) {
        assertThat(execute(arguments.split(" "))).isEqualTo(1);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void takenPort_isToldWithItsHost() {
        try (FakeEks fake = FakeEks.create()) {
            int port = fake.serve().endpoint().getPort();

            assertThat(execute("serve", "--port", Integer.toString(port))).isEqualTo(1);
            assertThat(err.toString()).contains("Cannot serve on \"127.0.0.1\"");
        }
    }

    @Test
    void completionScript_hasEveryCommand() {
        assertThat(execute("generate-completion")).isZero();
        assertThat(out.toString()).contains("complete -F", "who-can", "--both-halves", "serve");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "serve --port x",
                "serve --port 70000",
                "serve --port -1",
                "serve --region",
                "serve --region nowhere",
                "serve --region us_west_2",
                "serve --account 1",
                "serve --strict",
                "serve more",
            })
    void argumentsThatMakeNoSense_endWithAMessageAndCodeOne(String arguments) {
        assertThat(execute(arguments.split(" ", -1))).isEqualTo(1);
        assertThat(err.toString()).isNotBlank();
        assertThat(out.toString()).isEmpty();
    }
}
