package io.github.accessentries.testkit.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return new CommandLine(new Main())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
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
                .contains("--port", "--region", "--account", "--strict-iam", "--no-signature-check", "us-west-2");
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
