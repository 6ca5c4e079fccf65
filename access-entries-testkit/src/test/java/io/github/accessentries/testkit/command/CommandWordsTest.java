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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In whose words commands speak: of options, of both halves, and of exact names. That no output names a method, {@link FakedProgram}
 * holds for each run.
 */
class CommandWordsTest {

    private static final String DEV = "arn:aws:iam::111122223333:role/dev";

    private static final String WISH = """
            version: 1
            entries:
              - principal: arn:aws:iam::111122223333:role/dev
                groups: [team-a]
                policies: [{policy: AmazonEKSEditPolicy, namespaces: [team-a]}]
            """;

    private final FakeEks fake = FakeEks.create();
    private final FakedProgram program = new FakedProgram(fake);

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        fake.close();
    }

    private FakeCluster cluster(String name, AuthenticationMode mode) {
        FakeCluster cluster = fake.createCluster(name, mode);
        if (mode.usesAccessEntries()) {
            cluster.accessEntries()
                    .grant(fake.iam().user("test").arn())
                    .allow(AccessPolicy.CLUSTER_ADMIN)
                    .clusterWide()
                    .apply();
        }
        return cluster;
    }

    private String wish() throws IOException {
        return Files.writeString(directory.resolve("access.yaml"), WISH).toString();
    }

    private JsonObject json() {
        return JsonParser.parseString(program.out()).getAsJsonObject();
    }

    @Test
    void uncheckedParts_nameTheOptionThatChecksThem_inEachForm() throws IOException {
        cluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);
        fake.iam().role("dev");

        for (String form : new String[] {"table", "markdown", "json"}) {
            assertThat(program.run("plan", "--cluster=prod", "-o=" + form, wish()))
                    .isEqualTo(2);
            assertThat(program.out().replace("\\", "")).as(form).contains("add --both-halves", "add --iam");
            assertThat(program.run("diagnose", "--cluster=prod", "-o=" + form, DEV))
                    .isEqualTo(3);
            assertThat(program.out().replace("\\", "")).as(form).contains("add --both-halves", "add --iam");
        }
    }

    @Test
    void report_saysWhichHalvesWereRead_andDoubtsTheOther() {
        cluster("both", AuthenticationMode.API_AND_CONFIG_MAP);
        cluster("api", AuthenticationMode.API);

        assertThat(program.run("report", "--cluster=both")).as(program.err()).isZero();
        assertThat(program.out())
                .contains("Read: access entries; not RBAC and aws-auth, which --both-halves reads as well")
                .contains("(authentication mode API_AND_CONFIG_MAP)")
                .containsOnlyOnce("RBAC was not read")
                .containsOnlyOnce("aws-auth was not read");
        assertThat(program.run("report", "--cluster=api", "-o=json")).isZero();
        assertThat(json().get("notes").toString()).contains("aws-auth does not count (authentication mode API)");
        assertThat(json().get("doubts").toString())
                .contains("RBAC was not read")
                .doesNotContain("aws-auth");
        assertThat(program.run("report", "--cluster=both", "--both-halves", "-o=json"))
                .as(program.err())
                .isZero();
        assertThat(json().get("notes").toString()).contains("Read: access entries, aws-auth and RBAC");
        assertThat(json().getAsJsonArray("doubts")).isEmpty();
    }

    /** To read costs nothing, and the mode cannot be put back. */
    @Test
    void readingOfAClusterWithoutEntries_asksForBothHalves_notForAnotherMode() throws IOException {
        FakeCluster old = cluster("old", AuthenticationMode.CONFIG_MAP);
        old.awsAuth(AwsAuth.parse(Map.of(
                "mapRoles",
                "- {rolearn: " + DEV + ", username: dev, groups: [team-a]}",
                "mapUsers",
                "- {userarn: 'arn:aws:iam::111122223333:user/test', username: test, groups: [system:masters]}")));

        for (String[] reading :
                new String[][] {{"report", "--cluster=old"}, {"who-can", "--cluster=old", "get", "pods"}}) {
            assertThat(program.run(reading)).isEqualTo(1);
            assertThat(program.err()).contains("add --both-halves").doesNotContain("API_AND_CONFIG_MAP");
        }
        assertThat(program.run("plan", "--cluster=old", wish())).isEqualTo(1);
        assertThat(program.err()).contains("migrate shows what it takes").doesNotContain("cannot be undone");
        int unused = program.run("diagnose", "--cluster=old", DEV);
        assertThat(program.out()).contains("add --both-halves");

        assertThat(program.run("report", "--cluster=old", "--both-halves"))
                .as(program.err())
                .isZero();
        assertThat(program.out()).contains(DEV, "Read: aws-auth and RBAC; access entries do not count");
    }

    @Test
    void json_hasAVersionAKindAndExactNames_whereTablesHaveEscapes() throws IOException {
        cluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);
        fake.iam().role("dev");
        fake.eksClient()
                .createAccessEntry(
                        entry -> entry.clusterName("prod").principalArn(DEV).kubernetesGroups("team \u202Ea, \"b\""));
        String exact = "\"groups\":[\"team \u202Ea, \\\"b\\\"\"]";

        assertThat(program.run("plan", "--cluster=prod", "-o=json", wish()))
                .as(program.err())
                .isEqualTo(2);
        assertThat(program.out()).doesNotContain("\u202E");
        assertThat(json().getAsJsonArray("steps").toString()).contains(exact);
        assertThat(program.run("plan", "--cluster=prod", wish())).isEqualTo(2);
        assertThat(program.out()).doesNotContain("\u202E").contains("\\u202ea");

        assertThat(program.run("report", "--cluster=prod", "-o=json")).isZero();
        assertThat(program.out()).startsWith("{\"version\":1,\"kind\":\"access\",\"cluster\":\"prod\",");
        assertThat(json().getAsJsonArray("subjects").toString()).contains(exact);
    }

    /** By these, a program knows what it reads; get-token has those of Kubernetes. */
    @Test
    void jsonOfEveryCommand_beginsWithVersionKindAndCluster() throws IOException {
        cluster("prod", AuthenticationMode.API_AND_CONFIG_MAP).awsAuth(AwsAuth.none());
        fake.iam().role("dev");
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("plan", "plan");
        kinds.put("drift", "drift");
        kinds.put("apply --yes", "apply");
        kinds.put("report", "access");
        kinds.put("report --both-halves --paths", "access");
        kinds.put("who-can get pods", "who-can");
        kinds.put("who-can --whole get pods", "who-can");
        kinds.put("diagnose", "diagnosis");
        kinds.put("expire", "expiry");
        kinds.put("migrate", "migration");
        kinds.put("migrate --yes --sign-off=one-way-mode --leave-config-map", "mode-change");

        for (Map.Entry<String, String> each : kinds.entrySet()) {
            List<String> command = new ArrayList<>(List.of(each.getKey().split(" ")));
            if (List.of("plan", "drift", "apply").contains(command.get(0))) {
                command.add(wish());
            }
            command.addAll(List.of("--cluster=prod", "--output=json"));

            assertThat(program.run(command.toArray(new String[0])))
                    .as(command + program.err())
                    .isIn(0, 2, 3);

            assertThat(program.out())
                    .startsWith("{\"version\":1,\"kind\":\"" + each.getValue() + "\",\"cluster\":\"prod\",");
        }
    }

    @Test
    void environmentThatAFileDoesNotHave_isToldWithThoseThatItHas() throws IOException {
        cluster("prod", AuthenticationMode.API);
        String with = Files.writeString(
                        directory.resolve("environments.yaml"),
                        "environments: {staging: {team: a}, production: {team: b}}\n" + WISH)
                .toString();

        assertThat(program.run("plan", "--cluster=prod", "--environment=nope", with))
                .isEqualTo(1);
        assertThat(program.err())
                .contains("the file has no environment \"nope\"; choose one of those that it has, staging, production");
        assertThat(program.run("plan", "--cluster=prod", "--environment=stagin", with))
                .isEqualTo(1);
        assertThat(program.err()).contains("did you mean staging?");
        assertThat(program.run("plan", "--cluster=prod", "--environment=nope", wish()))
                .isEqualTo(1);
        assertThat(program.err())
                .contains("the file has no environment \"nope\", nor any other; choose none, or add it");
    }
}
