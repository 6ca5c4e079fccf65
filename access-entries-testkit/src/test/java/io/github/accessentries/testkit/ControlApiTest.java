package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.token.EksTokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/** The control API, over HTTP. */
class ControlApiTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/team/r1";
    private static final String USER = "arn:aws:iam::111122223333:user/ops/ana";

    private final FakeEks fake = FakeEks.builder()
            .strictIam(true)
            .seed(eks -> eks.createCluster("demo"))
            .build();
    private final EksClient eks = fake.eksClient();
    private final FakeEksServer server = fake.serve();
    private final ControlApi control = new ControlApi(server.endpoint());

    @AfterEach
    void close() {
        fake.close();
    }

    private JsonObject register(String body) throws Exception {
        return control.call(201, "POST", "/_fake/iam/principals", body);
    }

    private static String text(JsonObject json, String member) {
        return json.get(member).getAsString();
    }

    private static AwsCredentialsProvider keys(JsonObject principal) {
        String id = text(principal, "accessKeyId");
        String secret = text(principal, "secretAccessKey");
        return StaticCredentialsProvider.create(
                principal.has("sessionToken")
                        ? AwsSessionCredentials.create(id, secret, text(principal, "sessionToken"))
                        : AwsBasicCredentials.create(id, secret));
    }

    private String arnOf(JsonObject principal) {
        return fake.stsClient(keys(principal)).getCallerIdentity().arn();
    }

    @Test
    void health_isOk() throws Exception {
        assertThat(control.call(200, "GET", "/_fake/health", "")).hasToString("{\"status\":\"ok\"}");
    }

    @Test
    void user_registered_canCallByItsKeys_andIsTheSameAgain() throws Exception {
        JsonObject user = register("{\"arn\":\"" + USER + "\"}");

        assertThat(user.keySet()).containsExactly("arn", "principalId", "accessKeyId", "secretAccessKey");
        assertThat(text(user, "principalId")).matches("AIDA[A-Z2-7]{17}");
        assertThat(arnOf(user)).isEqualTo(USER);
        assertThat(register("{\"arn\":\"" + USER + "\"}")).isEqualTo(user);
    }

    @Test
    void seededUser_registered_hasItsSeededKeys() throws Exception {
        JsonObject user = register("{\"arn\":\"arn:aws:iam::111122223333:user/test\"}");

        assertThat(text(user, "accessKeyId")).isEqualTo("test");
        assertThat(text(user, "secretAccessKey")).isEqualTo("test");
    }

    @Test
    void role_registered_canCallByASession() throws Exception {
        JsonObject role = register("{\"arn\":\"" + ROLE + "\"}");

        assertThat(text(role, "principalId")).matches("AROA[A-Z2-7]{17}");
        assertThat(arnOf(role)).isEqualTo("arn:aws:sts::111122223333:assumed-role/r1/test-session");
        assertThat(register("{\"arn\":\"" + ROLE + "\"}")).isEqualTo(role);
    }

    @Test
    void role_registeredWithASessionName_canCallByThatSession() throws Exception {
        JsonObject ana = register("{\"arn\":\"" + ROLE + "\",\"sessionName\":\"ana@example.org\"}");
        JsonObject ben = register("{\"arn\":\"" + ROLE + "\",\"sessionName\":\"ben\"}");

        assertThat(arnOf(ana)).isEqualTo("arn:aws:sts::111122223333:assumed-role/r1/ana@example.org");
        assertThat(arnOf(ben)).isEqualTo("arn:aws:sts::111122223333:assumed-role/r1/ben");
        assertThat(ana.get("principalId")).isEqualTo(ben.get("principalId"));
    }

    @Test
    void session_thatHasEnded_isAnotherWhenRegisteredAgain() throws Exception {
        JsonObject before = register("{\"arn\":\"" + ROLE + "\"}");
        control.call(200, "POST", "/_fake/clock", "{\"advanceSeconds\":3600}");

        JsonObject after = register("{\"arn\":\"" + ROLE + "\"}");

        assertThat(after.get("principalId")).isEqualTo(before.get("principalId"));
        assertThat(after.get("accessKeyId")).isNotEqualTo(before.get("accessKeyId"));
        assertThat(arnOf(after)).endsWith("test-session");
    }

    @ParameterizedTest
    @ValueSource(strings = {ROLE, USER})
    void principal_deletedAndRegisteredAgain_hasAnotherIdAndOtherKeys(String arn) throws Exception {
        JsonObject before = register("{\"arn\":\"" + arn + "\"}");
        String target = "/_fake/iam/principals?arn=" + arn;

        assertThat(control.call(200, "DELETE", target, "")).hasToString("{\"deleted\":true}");
        assertThatThrownBy(() -> arnOf(before)).hasMessageContaining("security token");
        assertThat(control.call(200, "DELETE", target, "")).hasToString("{\"deleted\":false}");

        JsonObject after = register("{\"arn\":\"" + arn + "\"}");
        assertThat(after.get("principalId")).isNotEqualTo(before.get("principalId"));
        assertThat(after.get("accessKeyId")).isNotEqualTo(before.get("accessKeyId"));
        assertThat(arnOf(after)).isNotBlank();
    }

    @Test
    void clock_advanced_tellsTheNewTime_forTheWholeFake() throws Exception {
        long before = Instant.now().getEpochSecond();

        long now = control.call(200, "POST", "/_fake/clock", "{\"advanceSeconds\":3600}")
                .get("now")
                .getAsLong();

        assertThat(now).isBetween(before + 3600, Instant.now().getEpochSecond() + 3600);
        assertThat(fake.clock().instant())
                .isBetween(Instant.ofEpochSecond(now), Instant.now().plusSeconds(3600));
        assertThat(control.call(200, "POST", "/_fake/clock", "{\"advanceSeconds\":0.5}")
                        .keySet())
                .containsExactly("now");
    }

    @Test
    void consistency_set_delaysIamAndEntries() throws Exception {
        FakeCluster demo = fake.cluster("demo");
        assertThat(control.call(200, "POST", "/_fake/consistency", "{\"iamSeconds\":15,\"entrySeconds\":10}"))
                .hasToString("{\"iamSeconds\":15.0,\"entrySeconds\":10.0}");
        register("{\"arn\":\"" + ROLE + "\"}");
        FakePrincipal role = fake.iam().principal(PrincipalArn.of(ROLE));

        assertThatThrownBy(
                        () -> eks.createAccessEntry(r -> r.clusterName("demo").principalArn(ROLE)))
                .hasMessageContaining("invalid principal");
        control.call(200, "POST", "/_fake/clock", "{\"advanceSeconds\":15}");
        eks.createAccessEntry(r -> r.clusterName("demo").principalArn(ROLE));
        assertThat(demo).principal(role).isRejected(RejectionReason.NOT_MAPPED);
        control.call(200, "POST", "/_fake/clock", "{\"advanceSeconds\":10}");
        assertThat(demo.login(role).isAuthenticated()).isTrue();

        control.call(200, "POST", "/_fake/consistency", "{}");
        eks.deleteAccessEntry(r -> r.clusterName("demo").principalArn(ROLE));
        assertThat(demo).principal(role).isRejected(RejectionReason.NOT_MAPPED);
    }

    @Test
    void instance_registered_namesItsNode() throws Exception {
        String id = "i-0123456789abcdef0";
        FakePrincipal nodes = fake.iam().role("nodes");
        eks.createAccessEntry(
                r -> r.clusterName("demo").principalArn(nodes.arn().toString()).type("EC2_LINUX"));
        JsonObject session = register("{\"arn\":\"" + nodes + "\",\"sessionName\":\"" + id + "\"}");
        String token = EksTokens.builder()
                .credentialsProvider(keys(session))
                .region(Region.US_WEST_2)
                .build()
                .mint("demo")
                .value();
        var authenticator = fake.cluster("demo").authenticator();
        assertThat(authenticator.authenticate(token).toString()).startsWith("BAD_TEMPLATE");

        JsonObject instance = control.call(
                201,
                "POST",
                "/_fake/ec2/instances",
                "{\"instanceId\":\"" + id + "\",\"privateDnsName\":\"ip-10-0-0-1.us-west-2.compute.internal\"}");

        assertThat(text(instance, "instanceId")).isEqualTo(id);
        assertThat(authenticator.authenticate(token).user().username())
                .isEqualTo("system:node:ip-10-0-0-1.us-west-2.compute.internal");
    }

    @Test
    void reset_putsTheSeedBackAndNothingElse() throws Exception {
        JsonObject before = register("{\"arn\":\"" + ROLE + "\"}");
        eks.createAccessEntry(r -> r.clusterName("demo").principalArn(ROLE));
        fake.createCluster("other");
        fake.ec2Instance("i-0123456789abcdef0", "ip-10-0-0-1.us-west-2.compute.internal");
        control.call(200, "POST", "/_fake/consistency", "{\"iamSeconds\":15,\"entrySeconds\":10}");
        control.call(200, "POST", "/_fake/clock", "{\"advanceSeconds\":7200}");
        fake.faults().on("ListClusters").fail("AccessDeniedException", 403).always();
        fake.iam().deny(PrincipalArn.of("arn:aws:iam::111122223333:user/test"), "eks:ListAccessEntries");

        control.call(200, "POST", "/_fake/reset", "");

        assertThat(fake.calls()).isEmpty();
        assertThat(eks.listClusters().clusters()).containsExactly("demo");
        assertThat(eks.listAccessEntries(r -> r.clusterName("demo")).accessEntries())
                .isEmpty();
        assertThat(fake.clock().instant()).isBefore(Instant.now().plus(Duration.ofSeconds(1)));
        assertThat(fake.aws().cloud().instances().privateDnsName("i-0123456789abcdef0"))
                .isEmpty();
        assertThatThrownBy(() -> arnOf(before)).hasMessageContaining("security token");
        assertThatThrownBy(
                        () -> eks.createAccessEntry(r -> r.clusterName("demo").principalArn(ROLE)))
                .as("a strict IAM that has forgotten the role")
                .hasMessageContaining("invalid principal");
        JsonObject after = register("{\"arn\":\"" + ROLE + "\"}");
        assertThat(after.get("principalId")).isNotEqualTo(before.get("principalId"));
        eks.createAccessEntry(r -> r.clusterName("demo").principalArn(ROLE));
        assertThat(fake.cluster("demo")
                        .login(fake.iam().principal(PrincipalArn.of(ROLE)))
                        .isAuthenticated())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iam/principals | | arn",
                "iam/principals | {} | role/dev",
                "iam/principals | {\"arn\":5} | arn must hold text",
                "iam/principals | {\"arn\":\"arn:aws:sts::111122223333:assumed-role/a/b\"} | role/dev",
                "iam/principals | {\"arn\":\"arn:aws:iam::111122223333:user/u\",\"sessionName\":\"abc\"} | only roles",
                "iam/principals | {\"arn\":\"arn:aws:iam::111122223333:role/r\",\"sessionName\":\"a\"} | 2 to 64",
                "iam/principals | {\"arn\":\"arn:aws:iam::111122223333:role/r\",\"name\":\"abc\"} | [arn, sessionName]",
                "clock | {} | advanceSeconds",
                "clock | {\"advanceSeconds\":null} | advanceSeconds",
                "clock | {\"advanceSeconds\":-1} | zero or more",
                "clock | {\"advanceSeconds\":\"15\"} | number of seconds",
                "clock | {\"advanceSeconds\":1e999} | number of seconds",
                "clock | {\"advanceSeconds\":999999999999} | 9999",
                "clock | {\"seconds\":15} | [advanceSeconds]",
                "clock | [] | one JSON object",
                "clock | {\"advanceSeconds\":15 | not JSON",
                "consistency | {\"iamSeconds\":-1} | 365 days",
                "consistency | {\"entrySeconds\":true} | number of seconds",
                "consistency | {\"iam\":1} | [iamSeconds, entrySeconds]",
                "ec2/instances | {\"instanceId\":\"i-1\",\"privateDnsName\":\"ip-10-0-0-1\"} | 8 or 17",
                "ec2/instances | {\"instanceId\":\"i-0123abcd\",\"privateDnsName\":\"a b\"} | ip-10-0-0-1",
                "ec2/instances | {\"instanceId\":\"i-0123abcd\"} | ip-10-0-0-1",
            })
    void call_thatMakesNoSense_isToldWhatDoes(String path, String body, String hint) throws Exception {
        HttpResponse<String> response = control.send("POST", "/_fake/" + path, body == null ? "" : body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(text(JsonParser.parseString(response.body()).getAsJsonObject(), "message"))
                .contains(hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?arn=", "?arn=dev", "?arn=%41"})
    void deletion_ofNoPrincipal_isRefused(String query) throws Exception {
        assertThat(control.send("DELETE", "/_fake/iam/principals" + query, "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void principal_whoseNameIsTakenUnderAnotherPath_isRefused() throws Exception {
        register("{\"arn\":\"" + ROLE + "\"}");

        assertThat(control.send("POST", "/_fake/iam/principals", "{\"arn\":\"arn:aws:iam::111122223333:role/r1\"}")
                        .body())
                .contains("cannot exist beside " + ROLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_fake", "/_fake/", "/_fake/none", "/_fake/health/", "/_fake/iam/principals/x"})
    void path_unknown_isNotFound(String path) throws Exception {
        assertThat(text(control.call(404, "GET", path, ""), "message"))
                .contains(path)
                .contains("GET /_fake/health");
    }

    @ParameterizedTest
    @CsvSource({"POST, health, 'GET, HEAD'", "GET, clock, POST", "PUT, iam/principals, 'DELETE, POST'"})
    void method_thatThePathDoesNotTake_isRefused(String method, String path, String allowed) throws Exception {
        HttpResponse<String> response = control.send(method, "/_fake/" + path, "");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains(allowed);
        assertThat(response.body()).contains("message");
    }

    @ParameterizedTest
    @ValueSource(ints = {(1 << 20) + 1, 5 << 20})
    void body_overAMebibyte_isTooLarge(int length) throws Exception {
        assertThat(text(control.call(413, "POST", "/_fake/clock", " ".repeat(length)), "message"))
                .contains("1048576");
        assertThat(control.call(200, "GET", "/_fake/health", "").has("status")).isTrue();
    }

    @Test
    void body_ofAMebibyte_isRead() throws Exception {
        String body = "{\"advanceSeconds\":0}";

        control.call(200, "POST", "/_fake/clock", body + " ".repeat((1 << 20) - body.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/clusters", "/_fakes", "/%5Ffake/health", "//_fake/health", "/clusters/_fake"})
    void path_ofEks_isNotShadowed(String path) throws Exception {
        HttpResponse<String> response = control.send("GET", path, "");

        assertThat(response.headers().firstValue("x-amzn-ErrorType"))
                .as(response.body())
                .isPresent();
    }

    @Test
    void head_getsNoBody() throws Exception {
        HttpResponse<String> response = control.send("HEAD", "/_fake/reset", "");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.body()).isEmpty();
    }
}
