package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.KubeCalls.Answer;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in by a cluster's API, as whom, and in which words the others are refused. */
class ClusterCallersTest {

    private static final String WHO = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    private static final String WHO_BODY =
            "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}";

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-10-01T10:00:00Z"));
    private final FakeEks fake = FakeEks.builder().clock(clock).build();
    private final FakeCluster prod = fake.createCluster("prod", AuthenticationMode.API);
    private final FakePrincipal admin = fake.iam().role("admin");
    private final FakePrincipal dev = fake.iam().role("dev");

    @BeforeEach
    void grant() {
        prod.accessEntries()
                .grant(admin.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        prod.accessEntries().grant(dev.arn()).groups("devs").apply();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private KubeCalls by(FakePrincipal principal) {
        return KubeCalls.by(fake, "prod", principal);
    }

    private static JsonObject who(KubeCalls calls) {
        Answer answer = calls.post(WHO, WHO_BODY);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
        return answer.json().getAsJsonObject("status").getAsJsonObject("userInfo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer x", "Basic YTpi", "k8s-aws-v1.x", "bearer k8s-aws-v1.x", "Bearer  x"})
    void whoeverBringsNoGoodToken_isUnauthorized(String authorization) {
        ApiResponse response = KubeCalls.byNobody(fake, "prod")
                .with("Authorization", authorization)
                .raw("GET", "/api", "");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers().first("WWW-Authenticate")).isEmpty();
        assertThat(new String(response.body(), UTF_8))
                .isEqualTo("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401}");
    }

    @ParameterizedTest
    @CsvSource({
        "1.33, /healthz, 200",
        "1.33, /livez, 200",
        "1.33, /readyz, 200",
        "1.33, /version, 401",
        "1.33, /api, 401",
        "1.31, /healthz, 200",
        "1.31, /version, 200",
        "1.31, /api, 401",
        "1.33, /healthz/x, 401"
    })
    void withoutAToken_healthCanBeSeen(String version, String path, int status) {
        prod.platform(version, "eks.5");

        assertThat(KubeCalls.byNobody(fake, "prod").raw("GET", path, "").status())
                .isEqualTo(status);
    }

    @Test
    void user_hasTheGroupOfThoseWhoAreKnown_andTheFieldsOfIam() {
        JsonObject user = who(by(dev));

        assertThat(user.get("username").getAsString())
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/dev/test-session");
        assertThat(user.get("groups")).hasToString("[\"devs\",\"system:authenticated\"]");
        assertThat(user.getAsJsonObject("extra").keySet())
                .contains("accessKeyId", "arn", "canonicalArn", "principalId", "sessionName");
    }

    @Test
    void refusal_isInTheWordsOfKubernetes_withWhatIsLackingBehind() {
        Answer answer = by(dev).get("/api/v1/namespaces/team-a/pods");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message())
                .startsWith("pods is forbidden: User \"arn:aws:sts::111122223333:assumed-role/dev/test-session\" cannot"
                        + " list resource \"pods\" in API group \"\" in the namespace \"team-a\": ")
                .doesNotContain("\n");
        assertThat(by(dev).get("/metrics").message())
                .startsWith(
                        "forbidden: User \"arn:aws:sts::111122223333:assumed-role/dev/test-session\" cannot get path"
                                + " \"/metrics\"");
    }

    @Test
    void tokenThatWasGood_isTakenForAWhile_butWhoItIsIsFoundEachTime() {
        KubeCalls calls = by(dev);
        assertThat(who(calls).get("groups").toString()).contains("devs");

        prod.accessEntries().declare(dev.arn()).groups("others").apply();
        assertThat(who(calls).get("groups").toString()).contains("others").doesNotContain("devs");

        prod.accessEntries().revoke(dev.arn());
        assertThat(calls.get("/api").status()).isEqualTo(401);

        prod.accessEntries().grant(dev.arn()).groups("devs").apply();
        assertThat(calls.get("/api").status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(16));
        assertThat(calls.get("/api").status()).as("after the token has expired").isEqualTo(401);
    }

    @Test
    void impersonation_givesTheUserThatIsNamed() {
        JsonObject user = who(by(admin)
                .with("Impersonate-User", "ana")
                .with("Impersonate-Group", "devs")
                .with("Impersonate-Uid", "u-1")
                .with("Impersonate-Extra-Reason%2fWhy", "support"));

        assertThat(user)
                .hasToString("{\"username\":\"ana\",\"uid\":\"u-1\",\"groups\":[\"devs\",\"system:authenticated\"],"
                        + "\"extra\":{\"reason/why\":[\"support\"]}}");
    }

    @Test
    void impersonation_ofAServiceAccount_bringsItsGroups_andOfNobodyThatOfStrangers() {
        assertThat(who(by(admin).with("Impersonate-User", "system:serviceaccount:team-a:robot"))
                        .get("groups"))
                .hasToString("[\"system:serviceaccounts\",\"system:serviceaccounts:team-a\",\"system:authenticated\"]");
        Answer anonymous =
                by(admin).with("Impersonate-User", "system:anonymous").post(WHO, WHO_BODY);
        assertThat(anonymous.status()).isEqualTo(403);
        assertThat(anonymous.message()).contains("User \"system:anonymous\" cannot create resource");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Impersonate-User  | ana | users \"ana\" is forbidden: User \"DEV\" cannot impersonate resource \"users\" in"
                        + " API group \"\" at the cluster scope",
                "Impersonate-User  | system:serviceaccount:a:b | serviceaccounts \"b\" is forbidden: User \"DEV\" cannot"
                        + " impersonate resource \"serviceaccounts\" in API group \"\" in the namespace \"a\"",
            })
    void impersonation_withoutPermission_isForbidden(String header, String value, String message) {
        Answer answer = by(dev).with(header, value).get("/api");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message())
                .startsWith(message.replace("DEV", "arn:aws:sts::111122223333:assumed-role/dev/test-session"));
    }

    @Test
    void impersonation_needsEachPart() {
        prod.rbac(RbacObjects.parse("""
                - {kind: ClusterRole, metadata: {name: actor}, rules: [
                   {apiGroups: [""], resources: [users], resourceNames: [ana], verbs: [impersonate]},
                   {apiGroups: [""], resources: [groups], resourceNames: [devs], verbs: [impersonate]},
                   {apiGroups: [authentication.k8s.io], resources: [userextras/why], verbs: [impersonate]}]}
                - {kind: ClusterRoleBinding, metadata: {name: actors},
                   roleRef: {kind: ClusterRole, name: actor}, subjects: [{kind: Group, name: devs}]}
                """));
        KubeCalls ana = by(dev).with("Impersonate-User", "ana");

        assertThat(who(ana.with("Impersonate-Group", "devs").with("Impersonate-Extra-Why", "x"))
                        .get("username")
                        .getAsString())
                .isEqualTo("ana");
        assertThat(ana.with("Impersonate-Group", "system:masters").get("/api").message())
                .startsWith("groups \"system:masters\" is forbidden");
        assertThat(ana.with("Impersonate-Uid", "1").get("/api").message())
                .startsWith("uids.authentication.k8s.io \"1\" is forbidden");
        assertThat(ana.with("Impersonate-Extra-Other", "1").get("/api").message())
                .startsWith("userextras.authentication.k8s.io \"1\" is forbidden")
                .contains("resource \"userextras/other\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Impersonate-Extra-canonicalArn", "Impersonate-Extra-canonical%41rn"})
    void impersonation_neverGetsWhatAPolicyGives(String header) {
        String arn = admin.arn().toString();
        String id = who(by(admin))
                .getAsJsonObject("extra")
                .getAsJsonArray("principalId")
                .get(0)
                .getAsString();
        Answer answer = by(admin)
                .with("Impersonate-User", "ana")
                .with(header, arn)
                .with("Impersonate-Extra-principal%49d", id)
                .get("/api/v1/nodes");

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void groupsWithoutAUser_areABadRequest() {
        Answer answer = by(admin).with("Impersonate-Group", "devs").get("/api");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo("requested [{Group  devs    }] without impersonating a user");
    }
}
