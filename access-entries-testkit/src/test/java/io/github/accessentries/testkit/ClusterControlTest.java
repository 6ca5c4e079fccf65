package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.token.EksTokens;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.UpdateStatus;

/** Trouble, memory and clusters through the control API, over HTTP. */
class ClusterControlTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/team/dev";
    private static final String RBAC = """
            - {kind: ClusterRole, metadata: {name: metrics}, rules: [{nonResourceURLs: [/metrics], verbs: [get]}]}
            - {kind: ClusterRoleBinding, metadata: {name: ops-metrics}, roleRef: {kind: ClusterRole, name: metrics},
               subjects: [{kind: Group, name: ops}]}
            """;

    private final FakeEks fake = FakeEks.create();
    private final EksClient eks = fake.eksClient();
    private final FakeCluster demo = fake.createCluster("demo", AuthenticationMode.API_AND_CONFIG_MAP);
    private final FakeEksServer server = fake.serve();
    private final ControlApi control = new ControlApi(server.endpoint());

    @AfterEach
    void close() {
        fake.close();
    }

    private static String token(AwsCredentialsProvider credentials) {
        return EksTokens.builder()
                .credentialsProvider(credentials)
                .region(Region.US_WEST_2)
                .build()
                .mint("demo")
                .value();
    }

    private JsonObject authenticate(FakePrincipal principal) throws Exception {
        String review = "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{\"token\":\""
                + token(principal.credentials()) + "\"}}";
        return control.call(200, "POST", "/_fake/clusters/demo/authenticate", review)
                .getAsJsonObject("status");
    }

    private JsonObject authorize(JsonObject user, String attributes) throws Exception {
        String review =
                "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\",\"spec\":{\"user\":"
                        + user.get("username") + ",\"groups\":" + user.get("groups") + ",\"extra\":" + user.get("extra")
                        + ","
                        + attributes + "}}";
        return control.call(200, "POST", "/_fake/clusters/demo/authorize", review)
                .getAsJsonObject("status");
    }

    @Test
    void webhooksOfACluster_goByEntriesPoliciesAndRbac() throws Exception {
        FakePrincipal dev = fake.iam().role("team/dev");
        assertThat(authenticate(dev).get("error").getAsString()).startsWith("NOT_MAPPED");
        demo.accessEntries()
                .grant(dev.arn())
                .groups("ops")
                .allow(AccessPolicy.VIEW)
                .inNamespaces("team-a")
                .apply();
        assertThat(control.call(200, "PUT", "/_fake/clusters/demo/rbac", RBAC)).hasToString("{\"faults\":[]}");

        JsonObject user = authenticate(dev).getAsJsonObject("user");

        assertThat(user.get("username").getAsString())
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/dev/test-session");
        assertThat(authorize(
                                user,
                                "\"resourceAttributes\":{\"verb\":\"list\",\"resource\":\"pods\",\"namespace\":\"team-a\"}")
                        .get("reason")
                        .getAsString())
                .startsWith("EKS Access Policy: allowed by RoleBinding");
        assertThat(authorize(user, "\"nonResourceAttributes\":{\"verb\":\"get\",\"path\":\"/metrics\"}")
                        .get("reason")
                        .getAsString())
                .isEqualTo(
                        "RBAC: allowed by ClusterRoleBinding \"ops-metrics\" of ClusterRole \"metrics\" to Group \"ops\"");
        assertThat(authorize(user, "\"resourceAttributes\":{\"verb\":\"delete\",\"resource\":\"nodes\"}")
                        .get("allowed")
                        .getAsBoolean())
                .isFalse();
    }

    @Test
    void awsAuth_counts_asFarAsTheModeHeedsIt_andBehindEntries() throws Exception {
        FakePrincipal dev = fake.iam().role("dev");
        assertThat(control.call(200, "PUT", "/_fake/clusters/demo/aws-auth", """
                        kind: ConfigMap
                        data:
                          mapRoles: |
                            - rolearn: arn:aws:iam::111122223333:role/dev
                              username: by-configmap
                              groups: [a]
                            - username: nobody
                        """))
                .hasToString("{\"faults\":[\"mapRoles[1]: has no rolearn\"]}");
        assertThat(demo.login(dev).user().username()).isEqualTo("by-configmap");

        demo.accessEntries().grant(dev.arn()).username("by-entry").apply();
        assertThat(demo.login(dev).user().username())
                .as("an entry hides the mapping")
                .isEqualTo("by-entry");

        demo.accessEntries().revoke(dev.arn());
        assertThat(demo.login(dev).user().username()).isEqualTo("by-configmap");
        eks.updateClusterConfig(r -> r.name("demo").accessConfig(access -> access.authenticationMode("API")));
        control.call(200, "GET", "/_fake/clusters/demo/settle", "");
        assertThat(demo.login(dev).isAuthenticated())
                .as("mode API does not read aws-auth")
                .isFalse();
    }

    @Test
    void settle_completesAnUpdate_andPlatform_movesACluster() throws Exception {
        String update = eks.updateClusterConfig(
                        r -> r.name("demo").accessConfig(access -> access.authenticationMode("API")))
                .update()
                .id();

        control.call(200, "GET", "/_fake/clusters/demo/settle", "");
        control.call(
                200,
                "PUT",
                "/_fake/clusters/demo/platform",
                "{\"kubernetesVersion\":\"1.28\",\"platformVersion\":\"eks.5\"}");

        assertThat(eks.describeUpdate(r -> r.name("demo").updateId(update))
                        .update()
                        .status())
                .isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(eks.describeCluster(r -> r.name("demo")).cluster().platformVersion())
                .isEqualTo("eks.5");
    }

    @Test
    void faults_areScripted_andCleared() throws Exception {
        control.call(
                201,
                "POST",
                "/_fake/faults",
                "{\"operation\":\"ListAccessEntries\",\"error\":\"AccessDeniedException\",\"status\":403,\"times\":2}");
        assertThatThrownBy(() -> eks.listAccessEntries(r -> r.clusterName("demo")))
                .isInstanceOfSatisfying(
                        EksException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));

        control.call(200, "DELETE", "/_fake/faults", "");

        assertThat(eks.listAccessEntries(r -> r.clusterName("demo")).accessEntries())
                .isEmpty();
    }

    @Test
    void denials_holdUntilTheyAreCleared() throws Exception {
        FakePrincipal dev = fake.iam().role("team/dev");
        EksClient asDev = fake.eksClient(dev.credentials());
        control.call(
                201,
                "POST",
                "/_fake/iam/denials",
                "{\"arn\":\"" + ROLE + "\",\"actions\":[\"eks:ListAccessEntries\"]}");
        assertThatThrownBy(() -> asDev.listAccessEntries(r -> r.clusterName("demo")))
                .hasMessageContaining("is not authorized to perform: eks:ListAccessEntries");

        control.call(200, "DELETE", "/_fake/iam/denials", "");

        assertThat(asDev.listAccessEntries(r -> r.clusterName("demo")).accessEntries())
                .isEmpty();
    }

    @Test
    void events_showWhatWasCalled_inCloudTrailsWords() throws Exception {
        eks.createAccessEntry(r -> r.clusterName("demo").principalArn(ROLE));

        JsonObject answer = control.call(200, "GET", "/_fake/events", "");

        assertThat(StreamSupport.stream(answer.getAsJsonArray("events").spliterator(), false)
                        .map(event -> event.getAsJsonObject().get("eventName").getAsString()))
                .containsExactly("CreateAccessEntry");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /_fake/faults                    | {}                                              | 400 | Name the operation",
                "POST   | /_fake/faults                    | {\"operation\":\"Nope\",\"delayMillis\":5}      | 400 | Nope",
                "POST   | /_fake/faults                    | {\"operation\":\"*\"}                           | 400 | Say what goes wrong",
                "POST   | /_fake/faults                    | {\"operation\":\"*\",\"error\":\"X\"}           | 400 | a code and a status",
                "POST   | /_fake/faults                    | {\"operation\":\"*\",\"status\":\"x\",\"error\":\"X\"} | 400 | wrong type",
                "POST   | /_fake/faults                    | {\"operation\":\"*\",\"errror\":\"X\"}          | 400 | errror",
                "POST   | /_fake/iam/denials               | {\"arn\":\"x\"}                                 | 400 | the actions to deny",
                "POST   | /_fake/iam/denials               | {\"arn\":\"x\",\"actions\":[\"eks:*\"]}         | 400 | is not an ARN",
                "PUT    | /_fake/clusters/nope/platform    | {\"kubernetesVersion\":\"1.28\",\"platformVersion\":\"eks.5\"} | 404 | nope",
                "PUT    | /_fake/clusters/demo/platform    | {\"kubernetesVersion\":\"1.28\"}                | 400 | both versions",
                "PUT    | /_fake/clusters/demo/platform    | {\"kubernetesVersion\":\"x\",\"platformVersion\":\"y\"} | 400 | 1.",
                "GET    | /_fake/clusters/nope/settle      | ''                                              | 404 | nope",
                "PUT    | /_fake/clusters/demo/rbac        | {                                               | 400 | neither YAML nor JSON",
                "PUT    | /_fake/clusters/demo/aws-auth    | kind: Secret                                    | 400 | not a ConfigMap",
                "DELETE | /_fake/events                    | ''                                              | 405 | GET",
            })
    void callThatMakesNoSense_saysWhatDoes(String method, String path, String body, int status, String message)
            throws Exception {
        assertThat(control.call(status, method, path, body).get("message").getAsString())
                .contains(message);
    }
}
