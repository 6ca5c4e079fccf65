package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Verified;
import io.github.accessentries.kubernetes.ExecPlugin;
import io.github.accessentries.kubernetes.Kubeconfig;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.testkit.AwsCli.Result;
import io.github.accessentries.token.KnownKey;
import io.github.accessentries.token.OfflineTokenVerifier;
import io.github.accessentries.token.VerificationProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;

/** The AWS CLI, which signs by botocore, against the served fake. */
@ExtendWith(FakeEksExtension.class)
@Tag("slow")
class AwsCliTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/team/a=b,c.d@e/dev+1";
    private static final String POLICY = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy";

    @TempDir
    private static Path directory;

    private static @Nullable AwsCli cli;

    private FakeEksServer server;
    private EksClient fakeClient;

    @BeforeAll
    static void start() throws Exception {
        cli = AwsCli.start(directory).orElse(null);
    }

    @AfterAll
    static void stop() {
        if (cli != null) {
            cli.close();
        }
    }

    @BeforeEach
    void serve(FakeEks fake) {
        assumeTrue(cli != null, "The AWS CLI is not on the PATH: install `aws` to run these tests");
        fake.createCluster("prod");
        server = fake.serve();
        fakeClient = fake.eksClient();
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private Result aws(String... arguments) throws Exception {
        return awsAs("test", arguments);
    }

    private Result awsAs(String secret, String... arguments) throws Exception {
        return awsWith(
                Map.of(
                        "AWS_SECRET_ACCESS_KEY",
                        secret,
                        "AWS_ENDPOINT_URL",
                        server.endpoint().toString()),
                arguments);
    }

    private static Result awsWith(Map<String, String> environment, String... arguments) throws Exception {
        return requireNonNull(cli).run(environment, arguments);
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

        assertThat(aws("eks", "list-associated-access-policies", "--cluster-name", "prod", "--principal-arn", ROLE)
                        .json()
                        .getAsJsonArray("associatedAccessPolicies"))
                .containsExactly(association);
        JsonObject updated = aws(
                        "eks",
                        "update-access-entry",
                        "--cluster-name",
                        "prod",
                        "--principal-arn",
                        ROLE,
                        "--username",
                        "ops:{{SessionName}}",
                        "--kubernetes-groups",
                        "devs",
                        "ops")
                .json()
                .getAsJsonObject("accessEntry");
        assertThat(updated.get("username").getAsString()).isEqualTo("ops:{{SessionName}}");
        assertThat(updated.get("kubernetesGroups")).hasToString("[\"devs\",\"ops\"]");

        String arn = created.get("accessEntryArn").getAsString();
        assertThat(aws("eks", "tag-resource", "--resource-arn", arn, "--tags", "c=d e")
                        .exit())
                .isZero();
        assertThat(aws("eks", "list-tags-for-resource", "--resource-arn", arn)
                        .json()
                        .get("tags"))
                .hasToString("{\"a\":\"b c\",\"c\":\"d e\"}");
        assertThat(aws("eks", "untag-resource", "--resource-arn", arn, "--tag-keys", "a", "c")
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

    @Test
    void role_assumedByTheCli_isWhoTheCliThenIs() throws Exception {
        JsonObject session = aws(
                        "sts",
                        "assume-role",
                        "--role-arn",
                        ROLE,
                        "--role-session-name",
                        "ci",
                        "--duration-seconds",
                        "900")
                .json();
        JsonObject keys = session.getAsJsonObject("Credentials");

        JsonObject identity = awsWith(
                        Map.of(
                                "AWS_ACCESS_KEY_ID", keys.get("AccessKeyId").getAsString(),
                                "AWS_SECRET_ACCESS_KEY",
                                        keys.get("SecretAccessKey").getAsString(),
                                "AWS_SESSION_TOKEN", keys.get("SessionToken").getAsString(),
                                "AWS_ENDPOINT_URL", server.endpoint().toString()),
                        "sts",
                        "get-caller-identity")
                .json();

        assertThat(identity.get("Arn"))
                .isEqualTo(session.getAsJsonObject("AssumedRoleUser").get("Arn"));
        assertThat(identity.get("Arn").getAsString()).endsWith(":assumed-role/dev+1/ci");
    }

    @Test
    void cli_listsWhatTheLibraryGranted_andTheLibrarySeesWhatTheCliCreated(FakeEks fake) throws Exception {
        AccessEntries prod = fake.cluster("prod").accessEntries();
        PrincipalArn byLibrary = PrincipalArn.role("111122223333", "team/by-library");
        PrincipalArn byCli = PrincipalArn.user("111122223333", "by-cli");

        prod.grant(byLibrary).allow(AccessPolicy.VIEW).clusterWide().apply();
        String[] place = {"--cluster-name", "prod", "--principal-arn", byCli.toString()};
        aws(concat(new String[] {"eks", "create-access-entry", "--kubernetes-groups", "ops"}, place))
                .json();
        aws(concat(
                        new String[] {
                            "eks",
                            "associate-access-policy",
                            "--policy-arn",
                            POLICY,
                            "--access-scope",
                            "type=namespace,namespaces=team-a,team-b-*"
                        },
                        place))
                .json();

        assertThat(aws("eks", "list-access-entries", "--cluster-name", "prod")
                        .json()
                        .get("accessEntries"))
                .hasToString("[\"" + byLibrary + "\",\"" + byCli + "\"]");
        AccessEntry entry = prod.get(byCli);
        assertThat(entry.groups()).containsExactly("ops");
        assertThat(entry.scopeOf(AccessPolicy.EDIT)).contains(AccessScope.namespaces("team-a", "team-b-*"));
        assertThat(prod.list()).extracting(AccessEntry::principal).containsExactly(byLibrary, byCli);
    }

    @Test
    void tokenOfTheCli_isLetInByTheLibrary(FakeEks fake) throws Exception {
        FakeCluster prod = fake.cluster("prod");
        FakePrincipal ana = fake.iam().user("ana");
        prod.accessEntries().grant(ana.arn()).groups("ops").apply();
        AwsCredentials keys = ana.credentials().resolveCredentials();

        String token = awsWith(
                        Map.of(
                                "AWS_ACCESS_KEY_ID", keys.accessKeyId(),
                                "AWS_SECRET_ACCESS_KEY", keys.secretAccessKey(),
                                "AWS_ENDPOINT_URL_EKS", server.endpoint().toString()),
                        "eks",
                        "get-token",
                        "--cluster-name",
                        "prod")
                .json()
                .getAsJsonObject("status")
                .get("token")
                .getAsString();

        KubernetesUser user = prod.authenticator().authenticate(token).user();
        assertThat(user.username()).isEqualTo(ana.arn().toString());
        assertThat(user.groups()).containsExactly("ops");
        KnownKey key = KnownKey.builder()
                .credentials(keys)
                .arn(ana.arn().toString())
                .userId(user.extra(KubernetesUser.PRINCIPAL_ID).orElseThrow())
                .build();
        for (VerificationProfile profile : VerificationProfile.values()) {
            OfflineTokenVerifier verifier = OfflineTokenVerifier.builder(id -> Optional.of(key))
                    .profile(profile)
                    .build();
            assertThat(verifier.verify(token, "prod")).isInstanceOf(Verified.class);
        }
    }

    private String tokenOfTheCli(Map<String, String> environment, String... arguments) throws Exception {
        return awsWith(environment, concat(new String[] {"eks", "get-token", "--cluster-name", "prod"}, arguments))
                .json()
                .getAsJsonObject("status")
                .get("token")
                .getAsString();
    }

    @Test
    void tokenOfTheCli_withTheSeededKey_isLetInByTheCluster(FakeEks fake) throws Exception {
        FakeCluster prod = fake.cluster("prod");
        prod.accessEntries().grant(fake.iam().user("test").arn()).groups("ops").apply();
        String endpoint = server.endpoint().toString();

        for (Map<String, String> environment : List.of(
                Map.of("AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL_EKS", endpoint),
                Map.of("AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL", endpoint))) {
            KubernetesUser user = prod.authenticator()
                    .authenticate(tokenOfTheCli(environment))
                    .user();
            assertThat(user.username()).isEqualTo("arn:aws:iam::111122223333:user/test");
            assertThat(user.groups()).containsExactly("ops");
        }
    }

    @Test
    void tokenOfTheCli_forARoleAssumedAtTheFake_isLetInByTheCluster(FakeEks fake) throws Exception {
        FakeCluster prod = fake.cluster("prod");
        prod.accessEntries().grant(PrincipalArn.of(ROLE)).groups("devs").apply();

        String token = tokenOfTheCli(
                Map.of(
                        "AWS_SECRET_ACCESS_KEY",
                        "test",
                        "AWS_ENDPOINT_URL",
                        server.endpoint().toString()),
                "--role-arn",
                ROLE);

        KubernetesUser user = prod.authenticator().authenticate(token).user();
        assertThat(user.username()).startsWith("arn:aws:sts::111122223333:assumed-role/dev+1/");
        assertThat(user.groups()).containsExactly("devs");
    }

    @Test
    void stackOfARoleAndItsEntry_runsAgainstOneEndpoint(FakeEks fake) throws Exception {
        FakeCluster prod = fake.cluster("prod");
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"AWS\":\"arn:aws:iam::111122223333:root\"},\"Action\":\"sts:AssumeRole\"}]}";
        JsonObject role = aws(
                        "iam",
                        "create-role",
                        "--role-name",
                        "ops",
                        "--path",
                        "/team/",
                        "--assume-role-policy-document",
                        trust,
                        "--tags",
                        "Key=team,Value=a b")
                .json()
                .getAsJsonObject("Role");
        String arn = role.get("Arn").getAsString();
        assertThat(arn).isEqualTo("arn:aws:iam::111122223333:role/team/ops");
        assertThat(aws("iam", "get-role", "--role-name", "ops")
                        .json()
                        .getAsJsonObject("Role")
                        .get("AssumeRolePolicyDocument"))
                .isEqualTo(JsonParser.parseString(trust));
        assertThat(aws("iam", "list-roles", "--path-prefix", "/team/").json().getAsJsonArray("Roles"))
                .hasSize(1);
        aws("eks", "create-access-entry", "--cluster-name", "prod", "--principal-arn", arn)
                .json();

        String token = tokenOfTheCli(
                Map.of(
                        "AWS_SECRET_ACCESS_KEY",
                        "test",
                        "AWS_ENDPOINT_URL",
                        server.endpoint().toString()),
                "--role-arn",
                arn);
        assertThat(prod.authenticator().authenticate(token).user().username())
                .startsWith("arn:aws:sts::111122223333:assumed-role/ops/");
        assertThat(aws("sts", "get-session-token").json().getAsJsonObject("Credentials"))
                .isNotNull();
        assertThat(aws("iam", "get-user")
                        .json()
                        .getAsJsonObject("User")
                        .get("UserName")
                        .getAsString())
                .isEqualTo("test");
        assertThat(aws("iam", "delete-role", "--role-name", "ops").exit()).isZero();
    }

    @Test
    void serviceThatIsNotPlayed_saysSoInItsOwnForm() throws Exception {
        for (String[] call : new String[][] {
            {"ssm", "get-parameter", "--name", "x"},
            {"ec2", "describe-instances"},
            {"iam", "list-users"},
            {"s3api", "list-buckets"}
        }) {
            Result refused = aws(call);
            assertThat(refused.exit()).isNotZero();
            assertThat(refused.err())
                    .as(call[0])
                    .contains("NotPlayedByFake", call[0].equals("iam") ? "it plays [" : "This fake plays EKS, STS");
        }
    }

    @Test
    void cluster_managedByTheCli_goesThroughItsLife(FakeEks fake) throws Exception {
        JsonObject created = aws(
                        "eks",
                        "create-cluster",
                        "--name",
                        "new",
                        "--role-arn",
                        "arn:aws:iam::111122223333:role/cluster",
                        "--resources-vpc-config",
                        "subnetIds=subnet-1,subnet-2,endpointPublicAccess=true")
                .json()
                .getAsJsonObject("cluster");
        assertThat(created.get("status").getAsString()).isEqualTo("CREATING");
        fake.cluster("new").settle();
        assertThat(aws("eks", "wait", "cluster-active", "--name", "new").exit()).isZero();

        JsonObject started = aws(
                        "eks",
                        "update-cluster-config",
                        "--name",
                        "new",
                        "--access-config",
                        "authenticationMode=API_AND_CONFIG_MAP")
                .json()
                .getAsJsonObject("update");
        fake.cluster("new").settle();
        JsonObject done = aws(
                        "eks",
                        "describe-update",
                        "--name",
                        "new",
                        "--update-id",
                        started.get("id").getAsString())
                .json()
                .getAsJsonObject("update");
        assertThat(started.get("status").getAsString()).isEqualTo("InProgress");
        assertThat(done.get("status").getAsString()).isEqualTo("Successful");
        assertThat(done.get("params"))
                .hasToString("[{\"type\":\"AuthenticationMode\",\"value\":\"\\\"API_AND_CONFIG_MAP\\\"\"}]");

        assertThat(aws("eks", "list-access-entries", "--cluster-name", "new")
                        .json()
                        .get("accessEntries"))
                .hasToString("[\"arn:aws:iam::111122223333:user/test\"]");
        assertThat(aws("eks", "delete-cluster", "--name", "new").exit()).isZero();
        assertThat(aws("eks", "list-clusters").json().get("clusters")).hasToString("[\"prod\"]");
    }

    private static String[] concat(String[] first, String[] second) {
        return Stream.of(first, second).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @Test
    void kubeconfigOfTheLibrary_saysWhatThatOfTheCliSays() throws Exception {
        Cluster prod = fakeClient.describeCluster(r -> r.name("prod")).cluster();

        for (boolean withRole : new boolean[] {false, true}) {
            List<String> command = new ArrayList<>(List.of("eks", "update-kubeconfig", "--name", "prod", "--dry-run"));
            ExecPlugin plugin = ExecPlugin.awsCli(prod);
            if (withRole) {
                command.addAll(List.of("--role-arn", ROLE));
                plugin = plugin.withRole(PrincipalArn.of(ROLE));
            }
            Result written = aws(command.toArray(new String[0]));

            assertThat(written.exit()).as(written.err()).isZero();
            Map<String, Object> ofTheCli = new Yaml().load(written.out());
            Map<String, Object> ofOurs =
                    new Yaml().load(Kubeconfig.of(prod, plugin).toYaml());
            // The CLI leaves out what is empty.
            ofOurs.keySet().removeIf(key -> key.equals("preferences") && !ofTheCli.containsKey(key));
            assertThat(ofOurs).isEqualTo(ofTheCli);
        }
    }
}
