package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The AWS CLI, which signs by botocore, against the served fake. */
@ExtendWith(FakeEksExtension.class)
class AwsCliTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/team/a=b,c.d@e/dev+1";
    private static final String POLICY = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy";

    @TempDir
    private Path directory;

    private FakeEksServer server;

    private record Result(int exit, String out, String err) {
        JsonObject json() {
            assertThat(exit).as(err).isZero();
            return JsonParser.parseString(out).getAsJsonObject();
        }
    }

    @BeforeEach
    void serve(FakeEks fake) {
        assumeTrue(isInstalled(), "The AWS CLI is not on the PATH: install `aws` to run these tests");
        fake.createCluster("prod");
        server = fake.serve();
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "aws")));
    }

    private Result aws(String... arguments) throws IOException, InterruptedException {
        return awsAs("test", arguments);
    }

    private Result awsAs(String secret, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("aws", "--output", "json"));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("AWS_ENDPOINT_URL", server.endpoint().toString());
        builder.environment().put("AWS_REGION", "us-west-2");
        builder.environment().put("AWS_DEFAULT_REGION", "us-west-2");
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", secret);
        builder.environment().put("AWS_CONFIG_FILE", directory.resolve("none").toString());
        builder.environment()
                .put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString());
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().put("AWS_MAX_ATTEMPTS", "1");
        builder.environment().put("AWS_PAGER", "");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("aws ended").isTrue();
        return new Result(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    @Test
    void entry_managedByTheCli_goesThroughItsLife() throws Exception {
        JsonObject created = aws(
                        "eks",
                        "create-access-entry",
                        "--cluster-name",
                        "prod",
                        "--principal-arn",
                        ROLE,
                        "--kubernetes-groups",
                        "devs",
                        "--tags",
                        "a=b c")
                .json()
                .getAsJsonObject("accessEntry");
        assertThat(created.get("username").getAsString())
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/dev+1/{{SessionName}}");

        assertThat(aws("eks", "list-access-entries", "--cluster-name", "prod")
                        .json()
                        .get("accessEntries")
                        .getAsJsonArray())
                .hasToString("[\"" + ROLE + "\"]");
        assertThat(aws("eks", "describe-access-entry", "--cluster-name", "prod", "--principal-arn", ROLE)
                        .json()
                        .getAsJsonObject("accessEntry"))
                .isEqualTo(created);

        JsonObject association = aws(
                        "eks",
                        "associate-access-policy",
                        "--cluster-name",
                        "prod",
                        "--principal-arn",
                        ROLE,
                        "--policy-arn",
                        POLICY,
                        "--access-scope",
                        "type=namespace,namespaces=team-a,team-b-*")
                .json()
                .getAsJsonObject("associatedAccessPolicy");
        assertThat(association.getAsJsonObject("accessScope").get("namespaces"))
                .hasToString("[\"team-a\",\"team-b-*\"]");

        String arn = created.get("accessEntryArn").getAsString();
        assertThat(aws("eks", "untag-resource", "--resource-arn", arn, "--tag-keys", "a", "b c")
                        .exit())
                .isZero();
        assertThat(aws("eks", "list-tags-for-resource", "--resource-arn", arn)
                        .json()
                        .get("tags"))
                .hasToString("{}");

        assertThat(aws(
                                "eks",
                                "disassociate-access-policy",
                                "--cluster-name",
                                "prod",
                                "--principal-arn",
                                ROLE,
                                "--policy-arn",
                                POLICY)
                        .exit())
                .isZero();
        assertThat(aws("eks", "delete-access-entry", "--cluster-name", "prod", "--principal-arn", ROLE)
                        .exit())
                .isZero();
        Result gone = aws("eks", "describe-access-entry", "--cluster-name", "prod", "--principal-arn", ROLE);
        assertThat(gone.exit()).isNotZero();
        assertThat(gone.err())
                .contains("(ResourceNotFoundException) when calling the DescribeAccessEntry operation: The specified"
                        + " principalArn could not be found. You can view your available access entries with"
                        + " 'list-access-entries'.");
    }

    @Test
    void cli_withAWrongSecret_isRefused() throws Exception {
        assertThat(awsAs("wrong", "eks", "list-clusters").err()).contains("(InvalidSignatureException)");
        assertThat(awsAs("wrong", "sts", "get-caller-identity").err()).contains("(SignatureDoesNotMatch)");
    }

    @Test
    void identity_askedByTheCli_isTheSeededUser() throws Exception {
        assertThat(aws("sts", "get-caller-identity").json().get("Arn").getAsString())
                .isEqualTo("arn:aws:iam::111122223333:user/test");
        assertThat(aws("eks", "describe-cluster", "--name", "prod")
                        .json()
                        .getAsJsonObject("cluster")
                        .get("status")
                        .getAsString())
                .isEqualTo("ACTIVE");
    }
}
