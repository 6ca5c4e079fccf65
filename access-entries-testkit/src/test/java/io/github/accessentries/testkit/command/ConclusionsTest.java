package io.github.accessentries.testkit.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;

/** What commands conclude from what they have looked at, and what they leave open. */
class ConclusionsTest {

    private static final String AS_IT_IS = """
            version: 1
            entries:
              - principal: arn:aws:iam::111122223333:user/test
                policies: [{policy: AmazonEKSClusterAdminPolicy, scope: cluster}]
            """;

    private final FakeEks fake = FakeEks.create();
    private final FakedProgram program = new FakedProgram(fake);

    @TempDir
    Path directory;

    private String wish;

    @BeforeEach
    void write() throws IOException {
        wish = Files.writeString(directory.resolve("access.yaml"), AS_IT_IS).toString();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private FakeCluster cluster(AuthenticationMode mode) {
        FakeCluster cluster = fake.createCluster("prod", mode);
        cluster.accessEntries()
                .grant(fake.iam().user("test").arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        return cluster;
    }

    private JsonObject json() {
        return JsonParser.parseString(program.out()).getAsJsonObject();
    }

    /** An administrator who is one by the ConfigMap alone is none of the entries. */
    @Test
    void clusterWhoseConfigMapCountsAndWasNotRead_isInSyncOnlyAsFarAsEntriesGo() {
        cluster(AuthenticationMode.API_AND_CONFIG_MAP).awsAuth(AwsAuth.parse(Map.of("mapRoles", """
                                - {rolearn: 'arn:aws:iam::111122223333:role/ops', username: ops, groups: [system:masters]}
                                """)));

        assertThat(program.run("drift", "--cluster", "prod", wish)).isEqualTo(3);
        assertThat(program.out())
                .startsWith(
                        "Access to prod is in sync as far as access entries go; aws-auth was not compared\n\nNot compared: ")
                .contains("; add --both-halves.");
        assertThat(program.run("drift", "--cluster=prod", "-o=markdown", wish)).isEqualTo(3);
        assertThat(program.out())
                .contains("in sync as far as access entries go; aws-auth was not compared", "add --both-halves");
        assertThat(program.run("drift", "--cluster=prod", "-o=json", wish)).isEqualTo(3);
        assertThat(json().getAsJsonArray("notCompared").toString()).contains("\"aws-auth\"", "add --both-halves");

        assertThat(program.run("drift", "--cluster=prod", "--both-halves", wish))
                .isZero();
        assertThat(program.out())
                .startsWith("Access to prod is in sync\n")
                .contains("unlisted-administrator:arn:aws:iam::111122223333:role/ops")
                .doesNotContain("Not compared");
    }

    @Test
    void changesThatAreNeeded_areToldAsBefore_whateverWasNotRead() throws IOException {
        cluster(AuthenticationMode.API_AND_CONFIG_MAP);
        Files.writeString(Path.of(wish), AS_IT_IS + "  - principal: arn:aws:iam::111122223333:role/dev\n");

        assertThat(program.run("drift", "--cluster=prod", wish)).isEqualTo(2);
        assertThat(program.out()).contains("has drifted", "Not compared: aws-auth was not read");
    }

    @Test
    void configMapThatDoesNotCount_isNothingThatWasNotChecked() {
        cluster(AuthenticationMode.API);

        assertThat(program.run("drift", "--cluster=prod", wish)).isZero();
        assertThat(program.out()).startsWith("Access to prod is in sync\n").doesNotContain("aws-auth");
        assertThat(program.run("plan", "--cluster=prod", wish)).isZero();
        assertThat(program.out()).contains("Not checked: rbac, iam.").doesNotContain("aws-auth");
    }

    /** The entry was made a moment ago, which the cluster may not know yet. */
    @Test
    void obstacleThatIsOnlyPossible_isCountedAsNone_andTheExitCodeLeavesItOpen() {
        cluster(AuthenticationMode.API);

        assertThat(program.run("diagnose", "--cluster=prod", "--both-halves", "--iam"))
                .isEqualTo(3);

        assertThat(program.out())
                .containsSubsequence(
                        "nothing certainly keeps it out, but 1 thing may",
                        "Possible, not certain:",
                        "1  not-propagated (possible)");
    }

    @Test
    void obstaclesThatAreCertain_comeFirst_andThoseThatArePossibleApart() {
        FakeCluster prod = cluster(AuthenticationMode.API);
        prod.accessEntries()
                .grant(fake.iam().role("dev").arn())
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a")
                .apply();

        assertThat(program.run(
                        "diagnose",
                        "--cluster=prod",
                        "--both-halves",
                        "arn:aws:iam::111122223333:role/dev",
                        "get",
                        "pods",
                        "-n=team-b"))
                .isEqualTo(2);

        assertThat(program.out())
                .containsSubsequence(
                        ": 1 obstacle; 1 more is possible, not certain",
                        "1  scope-too-narrow  ",
                        "Possible, not certain:",
                        "2  not-propagated (possible)");
    }

    /** Nothing has changed on the cluster, so nobody should look for what has. */
    @ParameterizedTest
    @CsvSource({"--both-halves,", ",--both-halves"})
    void planFromOtherSources_isRefusedAsThat_withTheOptionThatIsMissing(String planned, String applied)
            throws IOException {
        fake.iam().role("dev");
        cluster(AuthenticationMode.API_AND_CONFIG_MAP);
        Files.writeString(Path.of(wish), AS_IT_IS + "  - principal: arn:aws:iam::111122223333:role/dev\n");
        String stored = directory.resolve("plan.json").toString();
        assertThat(program.run(with(planned, "plan", "--cluster=prod", "--out=" + stored, wish)))
                .as(program.err())
                .isEqualTo(2);

        int code = program.run(with(applied, "apply", "--cluster=prod", "--yes", "--plan=" + stored, wish));

        assertThat(code).isEqualTo(1);
        assertThat(program.err())
                .startsWith(
                        "Error: Changed nothing on cluster prod: the plan was made from other sources than the reviewed"
                                + " one, so the two cannot be compared. The reviewed one ")
                .contains(
                        planned == null ? "did not know aws-auth and rbac" : "knew aws-auth and rbac", "--both-halves")
                .doesNotContain("have changed since");
    }

    private static String[] with(@Nullable String option, String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.ofNullable(option)).toArray(String[]::new);
    }

    /** What EKS tells of the authority is in no model, so the report has to ask for it. */
    @Test
    void reportOfBothHalves_looksAtTheAuthorityOfTheCluster() {
        cluster(AuthenticationMode.API);
        assertThat(program.run("report", "--cluster=prod", "--both-halves"))
                .as(program.err())
                .isZero();
        assertThat(program.out()).doesNotContain("certificate authority");

        program.byWayOf(ConclusionsTest::withoutAuthority);

        assertThat(program.run("report", "--cluster=prod", "--both-halves"))
                .as(program.err())
                .isZero();
        assertThat(program.out())
                .contains("authority-ends", "certificate authority of cluster prod ends was not examined");
    }

    /** A client that passes on all that EKS says, but for the authority. */
    private static EksClient withoutAuthority(EksClient eks) {
        return (EksClient) Proxy.newProxyInstance(
                EksClient.class.getClassLoader(), new Class<?>[] {EksClient.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(eks, arguments);
                    return answer instanceof DescribeClusterResponse described
                            ? described.toBuilder()
                                    .cluster(described.cluster().toBuilder()
                                            .certificateAuthority(authority -> authority.data(""))
                                            .build())
                                    .build()
                            : answer;
                });
    }
}
