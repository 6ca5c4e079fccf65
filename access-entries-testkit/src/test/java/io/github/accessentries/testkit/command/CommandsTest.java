package io.github.accessentries.testkit.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each command does, prints and ends with, on a fake in memory. */
class CommandsTest {

    private static final String DEV = "arn:aws:iam::111122223333:role/dev";

    private static final String WISH = """
            version: 1
            ownership: all
            entries:
              - principal: arn:aws:iam::111122223333:user/test
                policies: [{policy: AmazonEKSClusterAdminPolicy, scope: cluster}]
              - principal: arn:aws:iam::111122223333:role/dev
                groups: [team-a]
                policies: [{policy: AmazonEKSEditPolicy, namespaces: [team-a]}]
            """;

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster prod = fake.createCluster("prod");
    private final FakedProgram program = new FakedProgram(fake);

    @TempDir
    Path directory;

    CommandsTest() {
        prod.accessEntries()
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

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private JsonObject json() {
        return JsonParser.parseString(program.out()).getAsJsonObject();
    }

    @Test
    void planThatIsStored_isAppliedElsewhere_andThenNothingIsLeftToDo() throws IOException {
        String wish = file("access.yaml", WISH);
        String stored = directory.resolve("plan.json").toString();

        assertThat(program.run("plan", "--cluster", "prod", "--out", stored, wish))
                .isEqualTo(2);
        assertThat(program.out()).startsWith("Access plan for prod: 2 grants").contains("nothing -> edit in team-a");
        assertThat(program.err()).isEmpty();
        assertThat(program.run("drift", "--cluster=prod", "-o", "json", wish)).isEqualTo(2);
        assertThat(json().get("inSync").getAsBoolean()).isFalse();

        assertThat(program.run("apply", "--cluster", "prod", "--plan", stored, "--yes", wish))
                .as(program.err())
                .isZero();
        assertThat(program.out()).startsWith("Applied to prod: 2 done");
        assertThat(prod.accessEntries().get(fake.iam().role("dev").arn()).groups())
                .containsExactly("team-a");

        assertThat(program.run("plan", "--cluster", "prod", "--output", "markdown", wish))
                .isZero();
        assertThat(program.out()).startsWith("### Access plan for prod: nothing to do");
        assertThat(program.run("drift", "--cluster", "prod", wish)).isZero();
    }

    @Test
    void storedPlan_thatIsNotTheOneOfNow_changesNothing() throws IOException {
        String wish = file("access.yaml", WISH);
        String stored = directory.resolve("plan.json").toString();
        assertThat(program.run("plan", "--cluster", "prod", "--out", stored, wish))
                .isEqualTo(2);
        String other = file("other.yaml", WISH.replace("AmazonEKSEditPolicy", "AmazonEKSAdminPolicy"));

        assertThat(program.run("apply", "--cluster", "prod", "--plan", stored, "--yes", other))
                .isEqualTo(1);

        assertThat(program.err())
                .startsWith("Error: Changed nothing on cluster prod: the plan is no longer the one that was reviewed")
                .contains("AmazonEKSAdminPolicy");
        assertThat(program.out()).isEmpty();
        assertThat(prod.accessEntries().find(fake.iam().role("dev").arn())).isEmpty();
    }

    /** The digest is printed where people review, and a file that was replaced has another one. */
    @Test
    void planWithAnotherDigestThanTheReviewedOne_changesNothing() throws IOException {
        String wish = file("access.yaml", WISH);
        assertThat(program.run("plan", "--cluster=prod", "--output=markdown", wish))
                .isEqualTo(2);
        String digest = program.out().replaceFirst("(?s).* digest ([0-9a-f]{64}).*", "$1");
        String other = file("other.yaml", WISH.replace("AmazonEKSEditPolicy", "AmazonEKSAdminPolicy"));
        String stored = directory.resolve("plan.json").toString();
        assertThat(program.run("plan", "--cluster=prod", "--out=" + stored, other))
                .isEqualTo(2);

        assertThat(program.run("apply", "--cluster=prod", "--plan=" + stored, "--digest=" + digest, "--yes", other))
                .isEqualTo(1);
        assertThat(program.err())
                .contains("Changed nothing on cluster prod: the plan is no longer the one that was reviewed");
        assertThat(program.run("apply", "--cluster=prod", "--digest=12ab", "--yes", wish))
                .isEqualTo(1);
        assertThat(program.err()).contains("\"12ab\" does not; copy it from the last line that plan printed");
        assertThat(prod.accessEntries().find(fake.iam().role("dev").arn())).isEmpty();

        assertThat(program.run("apply", "--cluster=prod", "--digest=" + digest, "--yes", wish))
                .as(program.err())
                .isZero();
    }

    /** What the reviewer of the file saw is what runs. */
    @Test
    void storedPlan_whoseShownStepsWereEdited_changesNothing() throws IOException {
        String wish = file("access.yaml", WISH);
        Path stored = directory.resolve("plan.json");
        assertThat(program.run("plan", "--cluster", "prod", "--out", stored.toString(), wish))
                .isEqualTo(2);
        Files.writeString(stored, Files.readString(stored).replace("AmazonEKSEditPolicy", "AmazonEKSViewPolicy"));

        assertThat(program.run("apply", "--cluster", "prod", "--plan", stored.toString(), "--yes", wish))
                .isEqualTo(1);

        assertThat(program.err()).startsWith("Error: The plan was edited after it was written: not as it was is steps");
        assertThat(prod.accessEntries().find(fake.iam().role("dev").arn())).isEmpty();
    }

    @Test
    void apply_asksAtATerminal_andShowsItsProgressThere() throws IOException {
        String wish = file("access.yaml", WISH);

        assertThat(program.run("apply", "--cluster", "prod", wish)).isEqualTo(1);
        assertThat(program.err()).isEqualToNormalizingNewlines("""
                Error: Changed nothing, since nobody can be asked without a terminal; give --yes if it is meant
                """);
        assertThat(program.answering("no").run("apply", "--cluster", "prod", wish))
                .isEqualTo(1);
        assertThat(program.err()).contains("Access plan for prod: 2 grants", "Changed nothing");
        assertThat(program.out()).isEmpty();
        assertThat(prod.accessEntries().principals()).hasSize(1);

        assertThat(program.answering("yes").run("apply", "--cluster", "prod", wish))
                .isZero();
        assertThat(program.err())
                .containsSubsequence("[1/2] done: create arn:aws:iam::111122223333:role/dev", "[2/2] done: associate");
        assertThat(program.out()).startsWith("Applied to prod: 2 done").doesNotContain("[1/2]");
    }

    @Test
    void whatCouldLockSomebodyOut_isRefused_untilItIsSignedOff() throws IOException {
        String wish = file("access.yaml", WISH.replace("AmazonEKSClusterAdminPolicy", "AmazonEKSViewPolicy"));

        assertThat(program.run("apply", "--cluster", "prod", "--yes", wish)).isEqualTo(1);
        assertThat(program.err())
                .contains("sign them off with --sign-off NAME", "- no-administrator", "- caller-loses-access");

        assertThat(program.run(
                        "apply",
                        "--cluster=prod",
                        "--yes",
                        "--sign-off=no-administrator",
                        "--sign-off=caller-loses-access",
                        wish))
                .as(program.err())
                .isZero();
    }

    @Test
    void interruptedApply_endsAfterTheCallInProgress_andTellsWhatWasNotDone() throws IOException {
        String wish = file("access.yaml", WISH);
        fake.faults().before("CreateAccessEntry", program::interrupt);

        assertThat(program.run("apply", "--cluster", "prod", "--yes", "-o", "json", wish))
                .isEqualTo(130);

        assertThat(json().get("summary").getAsString()).isEqualTo("1 done, 1 not tried");
        assertThat(json().get("stoppedBy").getAsString()).isEqualTo("Ctrl-C or SIGTERM");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(program.run("apply", "--cluster", "prod", "--yes", wish)).isZero();
        assertThat(program.out()).startsWith("Applied to prod: 1 done");
    }

    @Test
    void interruptInTheLastCall_leavesNothingToDo_andSaysSo() throws IOException {
        fake.faults().before("AssociateAccessPolicy", program::interrupt);

        assertThat(program.run("apply", "--cluster", "prod", "--yes", file("access.yaml", WISH)))
                .as(program.err())
                .isZero();

        assertThat(program.out())
                .startsWith("Applied to prod: 2 done")
                .doesNotContain("Not everything", "Stopped", "stopped");
    }

    @Test
    void fileOfAnotherTool_isRead_andWhatItDoesNotSayIsTold() throws IOException {
        String config = file("cluster.yaml", """
                apiVersion: eksctl.io/v1alpha5
                kind: ClusterConfig
                metadata: {name: prod, region: us-west-2}
                accessConfig:
                  accessEntries:
                    - principalARN: arn:aws:iam::${ACCOUNT}:role/dev
                """);

        assertThat(program.run("plan", "--cluster=prod", "--format=eksctl", "--set=ACCOUNT=111122223333", config))
                .as(program.err())
                .isEqualTo(2);
        assertThat(program.out()).contains("create", DEV);
        assertThat(program.err()).contains("Left out of " + config);
        assertThat(program.run("plan", "--cluster=test", "--format=eksctl", "--set=ACCOUNT=111122223333", config))
                .isEqualTo(1);
        assertThat(program.err()).contains("has no access entries of cluster test; it has those of prod");
    }

    @Test
    void whoCan_tellsWhatWasNotRead_andReadsItWhenAsked() {
        prod.accessEntries()
                .grant(fake.iam().role("dev").arn())
                .allow(AccessPolicy.VIEW)
                .inNamespaces("team-a")
                .apply();

        assertThat(program.run("who-can", "--cluster", "prod", "-n", "team-a", "list", "pods"))
                .isZero();
        assertThat(program.out()).contains(DEV + "  ", "AmazonEKSViewPolicy in team-a");
        assertThat(program.out()).containsOnlyOnce("not read");
        assertThat(program.err()).contains("not RBAC, which --both-halves reads as well");
        assertThat(program.run("who-can", "--cluster", "prod", "-o", "json", "list", "pods"))
                .isZero();
        assertThat(json().get("certain").getAsBoolean()).isFalse();
        assertThat(program.run("who-can", "--cluster=prod", "--both-halves", "--whole", "-o", "json", "list", "pods"))
                .isZero();
        assertThat(json().get("kind").getAsString()).isEqualTo("who-can");
        assertThat(program.out()).contains("system:kube-scheduler");
        assertThat(program.err()).isEmpty();
    }

    @Test
    void report_hasEachForm_andRisksAndPathsWithBothHalves() throws IOException {
        Path page = directory.resolve("access.html");

        assertThat(program.run("report", "--cluster=prod", "--both-halves", "--paths", "-o=html", "--out=" + page))
                .as(program.err())
                .isZero();
        assertThat(page).content().startsWith("<!DOCTYPE html>");
        assertThat(program.out()).isEmpty();
        assertThat(program.run("report", "--cluster", "prod", "-o", "sarif")).isZero();
        assertThat(json().get("version").getAsString()).isEqualTo("2.1.0");
        assertThat(program.run("report", "--cluster", "prod", "--paths")).isEqualTo(1);
        assertThat(program.err()).contains("add --both-halves");
    }

    @Test
    void diagnosis_namesTheObstacle_alsoOfTheCallerAndOfOneRequest() {
        assertThat(program.run("diagnose", "--cluster", "prod", "-o", "json", DEV))
                .isEqualTo(2);
        assertThat(json().getAsJsonArray("obstacles").toString()).contains("\"no-entry\"");
        assertThat(program.run("diagnose", "--cluster", "prod", "--both-halves", "--iam"))
                .isEqualTo(3);
        assertThat(program.out()).contains("user/test", "not-propagated (possible)");
        assertThat(program.run("diagnose", "--cluster=prod", DEV, "get", "pods", "-n", "team-a"))
                .isEqualTo(2);
        assertThat(program.out()).contains("get pods in namespace team-a");
        assertThat(program.run("diagnose", "--cluster=prod", DEV, "get")).isEqualTo(1);
        assertThat(program.err()).contains("A resource is missing after the verb get");
        assertThat(program.run("diagnose", "--cluster=prod", "-n", "team-a", DEV))
                .isEqualTo(1);
        assertThat(program.err()).contains("name a verb and a resource");
        assertThat(program.run("diagnose", "--cluster=prod", "--endpoint-url=localhost", DEV))
                .isEqualTo(1);
        assertThat(program.err()).contains("--endpoint-url=localhost is none of HTTP");
        assertThat(program.run("diagnose", "--cluster=prod", "dev")).isEqualTo(1);
        assertThat(program.err()).contains("ARN");
    }

    @Test
    void migration_goesItsWay_oneStepAtATime() {
        FakeCluster old = fake.createCluster("old", AuthenticationMode.CONFIG_MAP);
        old.awsAuth(AwsAuth.parse(Map.of("mapRoles", """
                - {rolearn: 'arn:aws:iam::111122223333:role/dev', username: 'dev:{{SessionName}}', groups: [system:masters]}
                - {rolearn: 'arn:aws:iam::111122223333:role/ops', username: ops, groups: [system:masters]}
                """, "mapUsers", """
                - {userarn: 'arn:aws:iam::111122223333:user/test', username: test, groups: [system:masters]}
                """)));
        fake.iam().role("ops");
        Path backup = directory.resolve("aws-auth.json");

        assertThat(program.run("migrate", "--cluster", "old", "-o", "json"))
                .as(program.err())
                .isEqualTo(2);
        assertThat(json().get("proven").getAsBoolean()).as(program.out()).isTrue();
        assertThat(program.run(
                        "migrate", "--cluster=old", "--yes", "--make-entries=" + backup, "--sign-off=one-way-mode"))
                .as(program.err())
                .isZero();
        assertThat(backup).exists();
        assertThat(program.run("migrate", "--cluster", "old", "--yes", "--leave-config-map", "--sign-off=one-way-mode"))
                .as(program.err())
                .isZero();
        assertThat(program.out()).startsWith("Authentication mode of old: API, API_AND_CONFIG_MAP before");
        assertThat(program.run("migrate", "--cluster", "old")).isZero();
    }

    private static AwsAuth mappings(String... roles) {
        return AwsAuth.parse(Map.of(
                "mapRoles",
                Stream.of(roles)
                        .map(role -> "- {rolearn: 'arn:aws:iam::111122223333:role/" + role + "', username: " + role
                                + ", groups: [system:masters]}\n")
                        .collect(Collectors.joining()),
                "mapUsers",
                "- {userarn: 'arn:aws:iam::111122223333:user/test', username: test, groups: [system:masters]}"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIG_MAP", "API_AND_CONFIG_MAP"})
    void entriesThatNobodyWasShown_areNotMade(AuthenticationMode mode) {
        FakeCluster old = fake.createCluster("old", mode);
        fake.iam().role("ops");
        old.awsAuth(mappings("dev"));
        String[] makeEntries = {
            "migrate", "--cluster=old", "--make-entries=" + directory.resolve("b.json"), "--sign-off=one-way-mode"
        };

        program.answering("yes", () -> old.awsAuth(mappings("dev", "ops")));
        assertThat(program.run(makeEntries)).isEqualTo(1);

        assertThat(program.err())
                .contains(
                        "Changed nothing on cluster old: the migration is no longer the one that was reviewed; new in it: ",
                        "role/ops",
                        "run this step again");
        assertThat(directory.resolve("b.json")).doesNotExist();
        assertThat(old.accessEntries().authenticationMode()).isEqualTo(mode);
        assertThat(program.answering("yes", () -> {}).run(makeEntries))
                .as(program.err())
                .isZero();
        assertThat(old.accessEntries().principals()).hasSize(3);
    }

    @Test
    void configMapThatNobodyWasShown_isNotLeft() {
        FakeCluster old = fake.createCluster("old", AuthenticationMode.API_AND_CONFIG_MAP);
        old.awsAuth(mappings("dev"));
        assertThat(program.run("migrate", "--cluster=old", "--yes", "--make-entries=" + directory.resolve("b.json")))
                .as(program.err())
                .isZero();
        String[] leave = {"migrate", "--cluster=old", "--leave-config-map", "--sign-off=one-way-mode"};

        program.answering("yes", () -> old.awsAuth(AwsAuth.parse(Map.of())));
        assertThat(program.run(leave)).isEqualTo(1);

        assertThat(program.err()).contains("Changed nothing on cluster old: ", "not in it any more: ", "role/dev");
        assertThat(old.accessEntries().authenticationMode()).isEqualTo(AuthenticationMode.API_AND_CONFIG_MAP);
        assertThat(program.answering("yes", () -> {}).run(leave))
                .as(program.err())
                .isZero();
        assertThat(old.accessEntries().authenticationMode()).isEqualTo(AuthenticationMode.API);
    }

    /** For an hour. */
    private void grantedTwoDaysAgo() {
        EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(fake.eksClient())
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)))
                .build()
                .grant(fake.iam().role("dev").arn())
                .allow(AccessPolicy.ADMIN)
                .clusterWide()
                .forDuration(Duration.ofHours(1))
                .reason("INC-1")
                .apply();
    }

    @Test
    void expire_takesAwayWhatIsOver() {
        grantedTwoDaysAgo();

        assertThat(program.run("expire", "--cluster", "prod", "-o", "json"))
                .as(program.err())
                .isZero();
        assertThat(json().getAsJsonArray("ended").toString()).contains(DEV, "INC-1");
        assertThat(program.run("expire", "--cluster", "prod")).isZero();
        assertThat(program.out()).startsWith("Access that ends on prod: nothing was over");
    }

    /** An interrupted call would leave it unknown whether the access was taken away. */
    @Test
    void interruptedExpiry_endsAfterTheCallInProgress() {
        grantedTwoDaysAgo();
        fake.faults().before("DeleteAccessEntry", program::interrupt);

        assertThat(program.run("expire", "--cluster", "prod")).as(program.err()).isZero();

        assertThat(program.out()).contains("INC-1");
        assertThat(prod.accessEntries().find(fake.iam().role("dev").arn())).isEmpty();
    }

    /** The mode cannot be put back, so whoever ends the command is told that it has changed. */
    @Test
    void interruptedChangeOfTheMode_isMadeAndTold() {
        FakeCluster old = fake.createCluster("old", AuthenticationMode.API_AND_CONFIG_MAP);
        old.accessEntries()
                .grant(fake.iam().user("test").arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        fake.faults().before("UpdateClusterConfig", program::interrupt);

        assertThat(program.run("migrate", "--cluster=old", "--yes", "--leave-config-map", "--sign-off=one-way-mode"))
                .as(program.err())
                .isZero();

        assertThat(program.out()).contains("API");
        assertThat(old.accessEntries().authenticationMode()).isEqualTo(AuthenticationMode.API);
    }

    @Test
    @Timeout(60)
    void interruptedReading_saysThatNothingWasChanged() {
        fake.faults().before("ListAccessEntries", () -> {
            program.interrupt();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
        });
        try {
            assertThat(program.run("report", "--cluster", "prod")).isEqualTo(130);
        } finally {
            boolean unused = Thread.interrupted();
        }

        assertThat(program.err())
                .startsWith("Error: Ended by a signal before anything was changed: ")
                .contains("the call was interrupted before EKS answered; ask again")
                .doesNotContain("network");
        assertThat(program.out()).isEmpty();
    }

    @Test
    void report_replacesAFileAsAWhole_withItsModeAndThroughLinks() throws IOException {
        Path page = directory.resolve("page.html");
        Files.writeString(page, "former");
        Files.setPosixFilePermissions(page, PosixFilePermissions.fromString("rw-r--r--"));
        Path link = Files.createSymbolicLink(directory.resolve("link.html"), page);

        assertThat(program.run("report", "--cluster=prod", "-o=html", "--out=" + link))
                .as(program.err())
                .isZero();

        assertThat(page).content().startsWith("<!DOCTYPE html>");
        assertThat(link).isSymbolicLink();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
                .isEqualTo("rw-r--r--");
        assertThat(program.run("report", "--cluster=prod", "--out=" + directory))
                .isEqualTo(1);
        assertThat(program.err()).contains("Could not write", ": Is a directory");
        assertThat(program.run("report", "--cluster=prod", "--out=" + directory + "/none/report"))
                .isEqualTo(1);
        assertThat(program.err()).contains("/none/report does not exist");
    }

    @Test
    void deniedCall_isToldWithWhatTheCommandNeeds_andAStackTraceOnlyIfItIsAskedFor() throws IOException {
        String wish = file("access.yaml", WISH);
        fake.iam().deny(fake.iam().user("test").arn(), "eks:ListAccessEntries");

        assertThat(program.run("plan", "--cluster", "prod", wish)).isEqualTo(1);
        assertThat(program.err())
                .startsWith("Error: Could not list the access entries of cluster prod: User: ")
                .contains("This command needs eks:DescribeAccessEntry, ")
                .doesNotContain("\tat ");
        assertThat(program.run("plan", "--debug", "--cluster", "prod", wish)).isEqualTo(1);
        assertThat(program.err()).contains("\tat ");
    }

    @Test
    void faults_nameTheirPlace() throws IOException {
        String bad = file("bad.yaml", WISH.replace("groups", "gruops"));

        assertThat(program.run("plan", "--cluster", "prod", bad)).isEqualTo(1);
        assertThat(program.err()).contains("- " + bad + ", line 7, entries[1].gruops");
        assertThat(program.run("plan", "--cluster", "prod", bad + "x")).isEqualTo(1);
        assertThat(program.err()).contains(bad + "x does not exist");
        assertThat(program.run("plan", "--cluster", "nowhere", file("good.yaml", WISH)))
                .isEqualTo(1);
        assertThat(program.err()).contains("check the name, and the account and region");
    }
}
