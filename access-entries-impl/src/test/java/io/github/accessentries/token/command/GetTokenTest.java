package io.github.accessentries.token.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.sts.StsClient;

class GetTokenTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2015-08-30T12:36:00Z"), ZoneOffset.UTC);
    private static final String SESSION = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASIAOFROLE</AccessKeyId><SecretAccessKey>roleSecret</SecretAccessKey>
            <SessionToken>roleSession</SessionToken><Expiration>2037-01-01T00:00:00Z</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>
            """;
    private static final String DENIAL = """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
            <Code>AccessDenied</Code><Message>not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private @Nullable String asked;

    private static AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", SECRET));
    }

    /** An STS that answers everything alike, and keeps what it was asked. */
    private static final class CannedSts implements SdkHttpClient {

        private final int status;
        private final String answer;
        private String asked = "";

        CannedSts(int status, String answer) {
            this.status = status;
            this.answer = answer;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    asked = request.httpRequest().host() + " "
                            + new String(
                                    request.contentStreamProvider()
                                            .orElseThrow()
                                            .newStream()
                                            .readAllBytes(),
                                    UTF_8);
                    return HttpExecuteResponse.builder()
                            .response(
                                    SdkHttpResponse.builder().statusCode(status).build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.getBytes(UTF_8))))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }

    private int run(
            Map<String, String> environment, Supplier<AwsCredentialsProvider> credentials, String... arguments) {
        return run(new CannedSts(500, ""), environment, credentials, arguments);
    }

    private int run(
            SdkHttpClient sts,
            Map<String, String> environment,
            Supplier<AwsCredentialsProvider> credentials,
            String... arguments) {
        CommandLine command = new GetToken(
                        environment,
                        (profile, longest) -> {
                            asked = profile;
                            return credentials.get();
                        },
                        longest -> StsClient.builder().httpClient(sts),
                        CLOCK)
                .commandLine();
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private JsonObject printed() {
        return JsonParser.parseString(out.toString()).getAsJsonObject();
    }

    private String url() {
        String token = printed().getAsJsonObject("status").get("token").getAsString();
        return new String(Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length())), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--cluster-name", "--cluster-id"})
    void token_isPrintedAsAnExecCredential(String option) {
        int exit = run(Map.of(), GetTokenTest::credentials, "--region", "us-west-2", option, "my-cluster");

        assertThat(exit).as(err.toString()).isZero();
        assertThat(printed().get("apiVersion").getAsString()).isEqualTo("client.authentication.k8s.io/v1beta1");
        assertThat(printed()
                        .getAsJsonObject("status")
                        .get("expirationTimestamp")
                        .getAsString())
                .isEqualTo("2015-08-30T12:50:00Z");
        // The published vector's.
        assertThat(url()).contains("0e4640b17bc8d5103084241685a7c907b51396a7fd5f6e6181358d0df4f37e9d");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void defaultRegionOfTheCli_isTaken() {
        Map<String, String> environment = Map.of("AWS_DEFAULT_REGION", "eu-west-1");

        assertThat(run(environment, GetTokenTest::credentials, "--cluster-name", "prod"))
                .as(err.toString())
                .isZero();
        assertThat(url()).startsWith("https://sts.eu-west-1.amazonaws.com/");
    }

    @Test
    void version_isTheOneThatKubectlAsksFor() {
        run(
                Map.of("KUBERNETES_EXEC_INFO", "{\"apiVersion\":\"client.authentication.k8s.io/v1\"}"),
                GetTokenTest::credentials,
                "--region",
                "us-west-2",
                "--cluster-name",
                "my-cluster");

        assertThat(printed().get("apiVersion").getAsString()).isEqualTo("client.authentication.k8s.io/v1");
    }

    @Test
    void unknownVersion_isToldOnStandardError() {
        int exit = run(
                Map.of("KUBERNETES_EXEC_INFO", "{\"apiVersion\":\"client.authentication.k8s.io/v9\"}"),
                GetTokenTest::credentials,
                "--region",
                "us-west-2",
                "--cluster-name",
                "my-cluster");

        assertThat(exit).isZero();
        assertThat(err.toString()).contains("names neither client.authentication.k8s.io/v1 nor");
        assertThat(printed().get("apiVersion").getAsString()).isEqualTo("client.authentication.k8s.io/v1beta1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--role-arn", "--role"})
    void role_isAssumedFirst(String option) {
        CannedSts sts = new CannedSts(200, SESSION);

        int exit = run(
                sts,
                Map.of(),
                GetTokenTest::credentials,
                "--region",
                "eu-west-1",
                "--cluster-name",
                "prod",
                option,
                "arn:aws:iam::111122223333:role/dev");

        assertThat(exit).as(err.toString()).isZero();
        assertThat(sts.asked)
                .startsWith("sts.eu-west-1.amazonaws.com ")
                .contains("Action=AssumeRole")
                .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fdev")
                .contains("RoleSessionName=EKSGetTokenAuth");
        assertThat(url()).contains("X-Amz-Credential=ASIAOFROLE%2F").contains("X-Amz-Security-Token=roleSession");
    }

    @Test
    void endpointsThatAreAskedFor_areUsedForTheRoleAndTheToken() {
        CannedSts sts = new CannedSts(200, SESSION);

        int exit = run(
                sts,
                Map.of(),
                GetTokenTest::credentials,
                ("--region eu-west-1 --cluster-name prod --fips --dual-stack --max-token-length 8192"
                                + " --role arn:aws:iam::111122223333:role/dev")
                        .split(" ", -1));

        assertThat(exit).as(err.toString()).isZero();
        assertThat(sts.asked).startsWith("sts-fips.eu-west-1.api.aws ");
        assertThat(url()).startsWith("https://sts-fips.eu-west-1.api.aws/?");
    }

    @Test
    void endpointThatIsRefused_isNotUsed() {
        run(
                Map.of(),
                GetTokenTest::credentials,
                "--region eu-west-1 --cluster-name prod --no-fips --no-dual-stack".split(" ", -1));

        assertThat(url()).startsWith("https://sts.eu-west-1.amazonaws.com/?");
    }

    @Test
    void roleThatMayNotBeAssumed_isExitCode1_andNothingOnStandardOutput() {
        int exit = run(
                new CannedSts(403, DENIAL),
                Map.of(),
                GetTokenTest::credentials,
                "--region",
                "eu-west-1",
                "--cluster-name",
                "prod",
                "--role-arn",
                "arn:aws:iam::111122223333:role/dev");

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("not authorized to perform: sts:AssumeRole")
                .doesNotContain(SECRET);
    }

    @Test
    void profile_isThatOfTheOption_whateverTheEnvironmentHas() {
        String[] arguments = {"--profile", "team", "--region", "us-west-2", "--cluster-name", "prod"};

        assertThat(run(Map.of("AWS_PROFILE", "other"), GetTokenTest::credentials, arguments))
                .as(err.toString())
                .isZero();

        assertThat(asked).isEqualTo("team");
    }

    @Test
    void noCredentials_isExitCode1_andSaysSo() {
        int exit = run(
                Map.of(),
                () -> () -> {
                    throw SdkClientException.create("nothing there");
                },
                "--region",
                "us-west-2",
                "--cluster-name",
                "prod");

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("No AWS credentials").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--region us-west-2",
                "--cluster-name a --cluster-id b",
                "--cluster-name not+a+name --region us-west-2",
                "--cluster-name prod --region aws-cn-global",
                "--cluster-name prod --region us-west-2 --max-token-length 99999",
                "--cluster-name prod --region us-west-2 --timeout 0",
                "--cluster-name prod --region us-iso-east-1 --dual-stack",
                "--cluster-name prod --unknown"
            })
    void argumentsThatMakeNoSense_areExitCode2_andNothingOnStandardOutput(String line) {
        int exit = run(Map.of(), GetTokenTest::credentials, line.isEmpty() ? new String[0] : line.split(" ", -1));

        assertThat(exit).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isNotEmpty().doesNotContain(SECRET);
    }
}
