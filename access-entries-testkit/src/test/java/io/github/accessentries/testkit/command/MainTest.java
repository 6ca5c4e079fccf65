package io.github.accessentries.testkit.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return new Main(new PrintWriter(out), new PrintWriter(err)).run(List.of(arguments));
    }

    @Test
    void withoutArguments_tellsTheWayFromGrantToDecision() {
        assertThat(execute()).isZero();
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
        assertThat(out.toString()).contains("serve --help", "--version");
    }

    @Test
    void version_isTold() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).startsWith("access-entries ");
    }

    @Test
    void seed_thatCannotBeUsed_isToldWithItsFaults(@TempDir Path directory) throws Exception {
        Path seed = Files.writeString(directory.resolve("seed.yaml"), "version: 1\nclusters: [{nam: prod}]");

        assertThat(execute("serve", "--seed", seed.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains(seed.toString(), "line 2, clusters[0].nam: is unknown", "did you mean name?");
        assertThat(execute("serve", "--seed", directory + "/none.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("none.yaml cannot be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serv | \"serv\" is not an option; use serve, --version, --help; did you mean serve?",
                "serve --prot 1 | did you mean --port?",
                "serve --port x | --port needs a number, not \"x\"",
                "serve --port=70000 | --port 70000 is out of range; use 0 to 65535",
                "serve --port --region | --port needs a value",
                "serve --port 1 --port 2 | --port was given twice",
                "serve --any-credentials=yes | --any-credentials takes no value",
                "serve --variant KEEP_ABSENT_MEMBER | did you mean KEEP_ABSENT_MEMBERS?",
                "serve --host no.such.host.invalid --port 0 | no.such.host.invalid",
            })
    void message_saysWhatIsWrong_andWhatIsMeant(String arguments, String message) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
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
    void argumentsThatMakeNoSense_endWithAMessageAndCodeTwo(String arguments) {
        assertThat(execute(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
        assertThat(out.toString()).isEmpty();
    }
}
