package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.KubeCalls.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** What runs in a cluster calls the cluster's own API with tokens of its service account. */
class ServiceAccountLoginTest {

    private static final String ACCOUNTS = "/api/v1/namespaces/team-a/serviceaccounts";
    private static final String PODS = "/api/v1/namespaces/team-a/pods";
    private static final String APP = "system:serviceaccount:team-a:app";

    private final FakeClock clock = FakeClock.at(LifeOfClusters.START);
    private final FakeEks fake = FakeEks.builder().clock(clock).build();
    private final FakeCluster prod = fake.createCluster("prod");
    private final FakePrincipal admin = fake.iam().role("admin");

    @BeforeEach
    void makeTheAccount() {
        prepare(prod);
    }

    private void prepare(FakeCluster cluster) {
        cluster.accessEntries()
                .grant(admin.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        cluster.rbac(RbacObjects.parse("""
                - {kind: Role, metadata: {name: reader, namespace: team-a},
                   rules: [{apiGroups: [""], resources: [pods], verbs: [list]}]}
                - {kind: RoleBinding, metadata: {name: readers, namespace: team-a}, roleRef: {kind: Role, name: reader},
                   subjects: [{kind: ServiceAccount, name: app, namespace: team-a}]}
                """));
        create(ACCOUNTS, "{\"metadata\":{\"name\":\"app\"}}", cluster.name());
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private KubeCalls admin() {
        return KubeCalls.by(fake, "prod", admin);
    }

    private JsonObject create(String path, String body, String cluster) {
        Answer answer = KubeCalls.by(fake, cluster, admin).post(path, body);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
        return answer.json();
    }

    /** A token by TokenRequest. */
    private String token(String spec) {
        return create(ACCOUNTS + "/app/token", "{\"spec\":" + spec + "}", "prod")
                .getAsJsonObject("status")
                .get("token")
                .getAsString();
    }

    private Answer pods(String cluster, String token) {
        return bearing(cluster, token).get(PODS);
    }

    private KubeCalls bearing(String cluster, String token) {
        return KubeCalls.byNobody(fake, cluster).with("Authorization", "Bearer " + token);
    }

    private static String uid(JsonObject object) {
        return object.getAsJsonObject("metadata").get("uid").getAsString();
    }

    @Test
    void token_isGoodForWhatRbacGivesTheAccount_andForNothingElse() {
        String token = token("{}");

        assertThat(pods("prod", token).status()).isEqualTo(200);
        Answer refused = bearing("prod", token).get("/api/v1/namespaces/team-b/pods");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message()).contains("User \"" + APP + "\" cannot list resource \"pods\"");
        assertThat(prod.calls().get(prod.calls().size() - 1).user())
                .hasValueSatisfying(user -> assertThat(user.username()).isEqualTo(APP));
    }

    @Test
    void selfSubjectReview_showsTheAccount_withItsGroupsUidAndPod() {
        JsonObject pod = create(PODS, """
                {"metadata":{"name":"web"},
                 "spec":{"serviceAccountName":"app","containers":[{"name":"c","image":"i"}]}}""", "prod");
        String token = token("{\"boundObjectRef\":{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"name\":\"web\"}}");

        JsonObject user = bearing("prod", token)
                .post("/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}")
                .json()
                .getAsJsonObject("status")
                .getAsJsonObject("userInfo");

        assertThat(user.get("username").getAsString()).isEqualTo(APP);
        assertThat(user.get("uid").getAsString())
                .isEqualTo(uid(admin().get(ACCOUNTS + "/app").json()));
        assertThat(user.get("groups"))
                .hasToString("[\"system:serviceaccounts\",\"system:serviceaccounts:team-a\",\"system:authenticated\"]");
        JsonObject extra = user.getAsJsonObject("extra");
        assertThat(extra.get("authentication.kubernetes.io/pod-name")).hasToString("[\"web\"]");
        assertThat(extra.get("authentication.kubernetes.io/pod-uid")).hasToString("[\"" + uid(pod) + "\"]");
        assertThat(extra.get("authentication.kubernetes.io/credential-id").toString())
                .startsWith("[\"JTI=");

        admin().delete(PODS + "/web");
        assertThat(pods("prod", token).status())
                .as("with its pod, the token ends")
                .isEqualTo(401);
    }

    @Test
    void podOfAnotherAccount_bindsNoToken() {
        create(
                PODS,
                "{\"metadata\":{\"name\":\"web\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}",
                "prod");
        Answer refused = admin().post(ACCOUNTS + "/app/token", """
                {"spec":{"boundObjectRef":{"apiVersion":"v1","kind":"Pod","name":"web"}}}""");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message())
                .isEqualTo(
                        "cannot bind token for serviceaccount \"app\" to pod running with serviceaccount \"default\"");
    }

    @Test
    void token_endsWithItsTime() {
        String token = token("{\"expirationSeconds\":600}");
        fake.advance(Duration.ofSeconds(599));
        assertThat(pods("prod", token).status()).isEqualTo(200);
        fake.advance(Duration.ofSeconds(1));
        assertThat(pods("prod", token).status()).isEqualTo(401);
    }

    @Test
    void token_endsWithItsAccount_evenIfThereIsAnotherOfTheName() {
        String token = token("{}");
        admin().delete(ACCOUNTS + "/app");
        assertThat(pods("prod", token).status()).isEqualTo(401);

        create(ACCOUNTS, "{\"metadata\":{\"name\":\"app\"}}", "prod");
        assertThat(pods("prod", token).status()).isEqualTo(401);
        assertThat(pods("prod", token("{}")).status()).isEqualTo(200);
    }

    @Test
    void token_isGoodAtItsOwnClusterOnly() {
        FakeCluster other = fake.createCluster("other");
        prepare(other);
        String own = prod.serviceAccountToken("team-a", "app", "https://kubernetes.default.svc");
        assertThat(pods("prod", own).status()).isEqualTo(200);
        assertThat(pods("other", own).status()).isEqualTo(401);
        assertThat(pods("prod", own.substring(0, own.length() - 9) + "AAAAAAAAA")
                        .status())
                .as("with another signature")
                .isEqualTo(401);
    }

    @Test
    void tokenForAws_isRefusedByTheCluster_andGoodAtSts() {
        String token = token("{\"audiences\":[\"sts.amazonaws.com\"]}");
        String issuer = fake.eksClient()
                .describeCluster(r -> r.name("prod"))
                .cluster()
                .identity()
                .oidc()
                .issuer();
        try (IamClient iam = IamClient.builder()
                .httpClient(fake.sdkHttpClient())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .region(Region.AWS_GLOBAL)
                .build()) {
            iam.createOpenIDConnectProvider(r -> r.url(issuer).clientIDList("sts.amazonaws.com"));
        }
        String host = issuer.substring("https://".length());
        FakePrincipal role = fake.iam().role("app").trustPolicy("""
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",
                 "Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/%1$s"},
                 "Condition":{"StringEquals":{"%1$s:sub":"%2$s"}}}}""".formatted(host, APP));

        assertThat(pods("prod", token).status()).isEqualTo(401);
        assertThat(fake.stsClient(AnonymousCredentialsProvider.create())
                        .assumeRoleWithWebIdentity(r -> r.roleArn(role.arn().toString())
                                .roleSessionName("pod")
                                .webIdentityToken(token))
                        .subjectFromWebIdentityToken())
                .isEqualTo(APP);
    }

    @Test
    void tokenReview_tellsWhoseTokenItIs_andForWhom() {
        JsonObject own = review(token("{}"), "[]");
        assertThat(own.get("authenticated").getAsBoolean()).isTrue();
        assertThat(own.getAsJsonObject("user").get("username").getAsString()).isEqualTo(APP);
        assertThat(own.get("audiences")).hasToString("[\"https://kubernetes.default.svc\"]");

        String vault = token("{\"audiences\":[\"vault\",\"consul\"]}");
        assertThat(review(vault, "[\"consul\",\"other\"]").get("audiences")).hasToString("[\"consul\"]");
        JsonObject refused = review(vault, "[]");
        assertThat(refused.has("authenticated")).isFalse();
        assertThat(refused.get("error").getAsString())
                .isEqualTo("token audiences [\"vault\",\"consul\"] is invalid for the target audiences"
                        + " [\"https://kubernetes.default.svc\"]");
        fake.advance(Duration.ofHours(1));
        assertThat(review(vault, "[\"vault\"]").has("authenticated")).isFalse();
    }

    private JsonObject review(String token, String audiences) {
        Answer answer = KubeCalls.by(fake, "prod", admin)
                .post("/apis/authentication.k8s.io/v1/tokenreviews", """
                {"spec":{"token":"%s","audiences":%s}}""".formatted(token, audiences));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().toString()).doesNotContain(token);
        return answer.json().getAsJsonObject("status");
    }

    @Test
    void whoMayNotCreateTokens_getsNone() {
        FakePrincipal dev = fake.iam().role("dev");
        prod.accessEntries()
                .grant(dev.arn())
                .allow(AccessPolicy.VIEW)
                .inNamespaces("team-a")
                .apply();
        assertThat(KubeCalls.by(fake, "prod", dev)
                        .post(ACCOUNTS + "/app/token", "{}")
                        .status())
                .isEqualTo(403);
    }
}
