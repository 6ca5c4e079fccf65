package io.github.accessentries.testkit.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.testkit.FakeEks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options whose value names something that is not there say so, instead of having no effect. */
class MisspeltNamesTest {

    private static final String OWN = """
            version: 1
            variables: {account: "111122223333", team: dev}
            environments: {test: {tier: small}}
            entries:
              - principal: arn:aws:iam::${account}:role/${team}
            """;

    private static final String EKSCTL = """
            apiVersion: eksctl.io/v1alpha5
            kind: ClusterConfig
            metadata: {name: prod, region: us-west-2}
            accessConfig:
              accessEntries:
                - principalARN: arn:aws:iam::${ACCOUNT:-111122223333}:role/dev
            """;

    private static final String CLOUDFORMATION = """
            Parameters:
              Account: {Type: String, Default: "111122223333"}
              Colour: {Type: String, Default: red}
            Resources:
              Dev:
                Type: AWS::EKS::AccessEntry
                Properties:
                  ClusterName: prod
                  PrincipalArn: !Sub "arn:aws:iam::${Account}:role/dev"
            """;

    private static final String TERRAFORM = """
            {"variable": {"account": {"default": "111122223333"}, "colour": {"default": "red"}},
             "resource": {"aws_eks_access_entry": {"dev": {
               "cluster_name": "prod", "principal_arn": "arn:aws:iam::${var.account}:role/dev"}}}}
            """;

    private final FakeEks fake = FakeEks.create();
    private final FakedProgram program = new FakedProgram(fake);

    @TempDir
    Path directory;

    @BeforeEach
    void make() {
        fake.createCluster("prod")
                .accessEntries()
                .grant(fake.iam().user("test").arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        fake.iam().role("dev");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("access"), text).toString();
    }

    private static String text(String format) {
        return switch (format) {
            case "eksctl" -> EKSCTL;
            case "cloudformation" -> CLOUDFORMATION;
            case "terraform" -> TERRAFORM;
            default -> OWN;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "access-entries, acount, account",
        "access-entries, colour, ''",
        "eksctl, ACOUNT, ACCOUNT",
        "cloudformation, Acount, Account",
        "cloudformation, AWS::StackTag.team, ''",
        "terraform, var.acount, var.account"
    })
    void valueForANameThatNoFileUses_isRefused(String format, String name, String meant) throws IOException {
        String file = file(text(format));

        assertThat(program.run("plan", "--cluster=prod", "--format=" + format, "--set=" + name + "=111122223333", file))
                .isEqualTo(1);

        assertThat(program.err())
                .startsWith("Error: ")
                .contains(file, "\"" + name + "\"", "which --set gives; leave it out, or correct its name");
        if (!meant.isEmpty()) {
            assertThat(program.err()).contains("did you mean " + meant + "?");
        }
    }

    /** A team gives all parameters of its template, and all variables of its file. */
    @ParameterizedTest
    @CsvSource({
        "access-entries, account",
        "access-entries, tier",
        "eksctl, ACCOUNT",
        "cloudformation, Account",
        "cloudformation, Colour",
        "cloudformation, AWS::StackTags.team",
        "terraform, var.account",
        "terraform, var.colour"
    })
    void valueForANameOfTheFile_isTaken(String format, String name) throws IOException {
        assertThat(program.run(
                        "plan",
                        "--cluster=prod",
                        "--format=" + format,
                        "--set=" + name + "=111122223333",
                        file(text(format))))
                .as(program.err())
                .isEqualTo(2);
    }

    @Test
    void environmentThatIsNone_orOfAFileThatHasNone_isRefused() throws IOException {
        assertThat(program.run("plan", "--cluster=prod", "--environment=tset", file(OWN)))
                .isEqualTo(1);
        assertThat(program.err()).contains("no environment \"tset\"", "did you mean test?");
        assertThat(program.run("plan", "--cluster=prod", "--format=eksctl", "--environment=test", file(EKSCTL)))
                .isEqualTo(1);
        assertThat(program.err())
                .contains("--environment chooses among the environments of a file of the form access-entries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "migrate", "expire"})
    void signatureForAFindingThatThereCannotBe_isRefused_beforeAnythingIsDone(String command) throws IOException {
        String[] arguments = command.equals("apply")
                ? new String[] {command, "--cluster=prod", "--yes", "--sign-off=no-adminstrator", file(OWN)}
                : new String[] {command, "--cluster=prod", "--sign-off=no-adminstrator"};

        assertThat(program.run(arguments)).isEqualTo(1);

        assertThat(program.err())
                .startsWith("Error: --sign-off=no-adminstrator is the name of no finding that there can be")
                .contains("did you mean no-administrator?");
    }

    @Test
    void signatureForAFindingThatThePlanHasNot_isTold_andNoObstacle() throws IOException {
        assertThat(program.run("apply", "--cluster=prod", "--yes", "--sign-off=no-administrator", file(OWN)))
                .as(program.err())
                .isZero();

        assertThat(program.err()).contains("--sign-off=no-administrator is the name of no finding of this plan");
    }
}
