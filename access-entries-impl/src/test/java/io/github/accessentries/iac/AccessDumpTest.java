package io.github.accessentries.iac;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.kubernetes.EachCluster;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.report.ReportFormat;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.RiskKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a dump tells, and what it leaves open. */
class AccessDumpTest {

    private static final PrincipalArn OPS = PrincipalArn.role("111122223333", "ops");
    private static final AccessRequest DELETE =
            AccessRequest.of("delete", "pods").inNamespace("web");

    @TempDir
    private Path place;

    private static String cluster(String mode) {
        return """
                {"cluster": {"name": "prod", "arn": "arn:aws:eks:eu-west-1:111122223333:cluster/prod", "version": "1.34",
                 "platformVersion": "eks.9", "accessConfig": {"authenticationMode": "%s"}}}
                """.formatted(mode);
    }

    private static String list(String... names) {
        return "{\"accessEntries\": ["
                + String.join(
                        ",",
                        Stream.of(names)
                                .map(name -> "\"arn:aws:iam::111122223333:role/" + name + "\"")
                                .toList())
                + "]}\n";
    }

    private static String entry(String name) {
        return """
                {"accessEntry": {"clusterName": "prod", "principalArn": "arn:aws:iam::111122223333:role/%1$s",
                 "kubernetesGroups": ["g"], "tags": {"a": "b"}, "type": "STANDARD",
                 "accessEntryArn": "arn:aws:eks:eu-west-1:111122223333:access-entry/prod/role/111122223333/%1$s/1",
                 "createdAt": "2026-02-03T11:11:12.123000+01:00", "modifiedAt": 1770113472.5,
                 "username": "arn:aws:sts::111122223333:assumed-role/%1$s/{{SessionName}}"}}
                """.formatted(name);
    }

    private static String policies(String name) {
        return """
                {"clusterName": "prod", "principalArn": "arn:aws:iam::111122223333:role/%s", "associatedAccessPolicies": [
                 {"policyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
                  "accessScope": {"type": "namespace", "namespaces": ["web"]},
                  "associatedAt": "2026-02-03T10:11:13Z", "modifiedAt": "2026-02-03T10:11:13Z"}]}
                """.formatted(name);
    }

    private static String kubernetes() {
        StringBuilder lists = new StringBuilder();
        for (String kind : List.of("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding")) {
            lists.append("{\"apiVersion\": \"rbac.authorization.k8s.io/v1\", \"kind\": \"" + kind
                    + "List\", \"metadata\": {}, \"items\": [" + EachCluster.items(kind) + "]}\n");
        }
        return lists
                + "{\"apiVersion\": \"v1\", \"kind\": \"NamespaceList\", \"items\": [{\"metadata\": {\"name\": \"web\"}},"
                + EachCluster.items("Namespace") + "]}\n"
                + "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMapList\", \"items\": [" + EachCluster.items("ConfigMap")
                + "]}\n";
    }

    @Test
    void wholeDump_isRead_asEksWouldHaveAnswered() {
        ClusterDump dump = AccessDump.parse(
                        cluster("API_AND_CONFIG_MAP") + list("ops") + entry("ops") + policies("ops") + kubernetes())
                .cluster();

        assertThat(dump.faults()).isEmpty();
        assertThat(dump.unread()).isEmpty();
        assertThat(dump.authenticationMode()).contains(AuthenticationMode.API_AND_CONFIG_MAP);
        assertThat(dump.kubernetesVersion()).contains("1.34");
        assertThat(dump.model().kubernetesVersion()).contains(KubernetesVersion.of(1, 34));
        assertThat(dump.accessPolicies()).isEmpty();
        assertThat(dump.rbac().namespaces()).containsExactly("web", "default", "kube-system");
        assertThat(dump.entries())
                .containsExactly(AccessEntry.builder()
                        .cluster("prod")
                        .principal(OPS)
                        .username("arn:aws:sts::111122223333:assumed-role/ops/{{SessionName}}")
                        .addGroups("g")
                        .tags(Map.of("a", "b"))
                        .arn("arn:aws:eks:eu-west-1:111122223333:access-entry/prod/role/111122223333/ops/1")
                        .createdAt(Instant.parse("2026-02-03T10:11:12.123Z"))
                        .modifiedAt(Instant.parse("2026-02-03T10:11:12.5Z"))
                        .addPolicy(PolicyAssociation.builder()
                                .policy(AccessPolicy.EDIT)
                                .scope(AccessScope.namespaces("web"))
                                .associatedAt(Instant.parse("2026-02-03T10:11:13Z"))
                                .modifiedAt(Instant.parse("2026-02-03T10:11:13Z"))
                                .build())
                        .build());
        AccessModel model = dump.model();
        assertThat(model.doubts()).isEmpty();
        assertThat(model.whoCan(DELETE).holders())
                .filteredOn(holder -> holder.subject() instanceof Subject.Principal)
                .singleElement()
                .matches(holder -> holder.doubts().isEmpty());
        assertThat(dump).hasToString("cluster prod, mode API_AND_CONFIG_MAP, 1 access entries, 0 faults");
    }

    /** What is missing, what is told of it, and whether the model doubts a denial. */
    static Stream<Arguments> incompleteDumps() {
        String entries = list("ops") + entry("ops") + policies("ops");
        String rest = kubernetes();
        String aws = "\"kind\": \"ConfigMapList\"";
        return Stream.of(
                Arguments.of(
                        "no list",
                        cluster("API") + entry("ops") + policies("ops") + rest,
                        "no list of the access entries"),
                Arguments.of(
                        "first page",
                        cluster("API")
                                + list("ops").replace("]}", "], \"nextToken\": \"x\"}")
                                + entry("ops")
                                + policies("ops")
                                + rest,
                        "goes on behind document 2 (nextToken)"),
                Arguments.of("no cluster", entries + rest, "call aws eks describe-cluster"),
                Arguments.of(
                        "cluster in two ways",
                        cluster("API") + cluster("API_AND_CONFIG_MAP") + entries + rest,
                        "described in two ways"),
                Arguments.of("new mode", cluster("NEXT") + entries + rest, ""),
                Arguments.of(
                        "no aws-auth",
                        cluster("API_AND_CONFIG_MAP")
                                + entries
                                + rest.replace(aws, "\"kind\": \"XList\"").replace("kube-root-ca.crt", "other"),
                        "get the ConfigMap aws-auth"),
                Arguments.of(
                        "no bindings",
                        cluster("API")
                                + entries
                                + rest.replace("\"RoleBindingList\"", "\"List\"")
                                        .replace("\"kind\":\"RoleBinding\"", "\"kind\":\"Other\""),
                        "kubectl get rolebindings -A -o json"),
                Arguments.of(
                        "nothing of the cluster itself", cluster("API") + entries, "kubectl get clusterroles -o json"),
                Arguments.of(
                        "an entry",
                        cluster("API") + list("ops", "x") + entry("ops") + policies("ops") + rest,
                        "the access entry of arn:aws:iam::111122223333:role/x; call aws eks describe-access-entry"),
                Arguments.of(
                        "policies",
                        cluster("API") + list("ops") + entry("ops") + rest,
                        "call aws eks list-associated-access-policies"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("incompleteDumps")
    void whatIsMissing_isTold_andDoubted(String name, String text, String told) {
        AccessDump dump = AccessDump.parse(text);
        ClusterDump prod = dump.cluster();
        AccessModel model = prod.model();

        if (!told.isEmpty()) {
            assertThat(dump.faults()).anyMatch(fault -> fault.contains(told));
        }
        Subject somebody = new Subject.Principal(PrincipalArn.role("111122223333", "x"));
        Subject ops = new Subject.Principal(OPS);
        assertThat(Stream.of(model.doubts(), model.doubtsAbout(somebody), model.doubtsAbout(ops))
                        .flatMap(List::stream))
                .isNotEmpty();
        assertThat(prod.risks()).extracting(Risk::kind).contains(RiskKind.INCOMPLETE);
        assertThat(prod.report().render(ReportFormat.TEXT)).isNotBlank();
        assertThat(model.whoCan(DELETE).isCertain()).isFalse();
    }

    /** An answer about ops whose cluster is odd, and what is told of it. */
    static Stream<Arguments> oddNamesOfClusters() {
        return Stream.of(
                Arguments.of(
                        entry("ops").replace("\"clusterName\": \"prod\"", "\"clusterName\": \"Prod\""),
                        "document 3: its accessEntry cannot be read, since clusterName is \"Prod\", but accessEntryArn is of"
                                + " cluster \"prod\""),
                Arguments.of(
                        entry("ops").replace("\"clusterName\": \"prod\"", "\"clusterName\": \"prod \""),
                        "clusterName is \"prod \", which no cluster can be called"),
                Arguments.of(
                        policies("ops").replace("\"clusterName\": \"prod\"", "\"clusterName\": \"prod\\n\""),
                        "document 3: its associatedAccessPolicies cannot be read, since clusterName is"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("oddNamesOfClusters")
    void answerWithAnOddClusterName_makesNoSecondCluster(String answer, String told) {
        AccessDump dump = AccessDump.parse(cluster("API") + list("ops") + answer + kubernetes());

        assertThat(dump.clusters()).containsOnlyKeys("prod");
        assertThat(dump.faults()).anyMatch(fault -> fault.contains(told));
        assertThat(dump.cluster().unread()).containsOnlyKeys(OPS);
    }

    @Test
    void clusterThatOnlyAListOfPoliciesNames_isTold_withItsPlace() {
        AccessDump dump = AccessDump.parse(cluster("API")
                + list("ops")
                + entry("ops")
                + policies("ops").replace("\"prod\"", "\"prod-2\"")
                + kubernetes());

        assertThat(dump.clusters()).containsOnlyKeys("prod", "prod-2");
        assertThat(dump.faults())
                .anyMatch(fault ->
                        fault.startsWith("document 4: nothing else tells of a cluster prod-2, and because of it"
                                + " the dump is one of several clusters; take the answer out if it is a slip"));
    }

    static Stream<Arguments> valuesThatAreNoText() {
        return Stream.of(
                Arguments.of(
                        "kubernetesGroups: [a, y]", "item 2 of kubernetesGroups: it is not text but true or false"),
                Arguments.of("tags: {cost: 0123}", "the value of \"cost\" in tags is not text but a number"),
                Arguments.of("username: on", "username is not text but true or false, as a plain y, n, yes"),
                Arguments.of("tags: {a: {b: c}}", "the value of \"a\" in tags is not text; make the call again"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valuesThatAreNoText")
    void valueThatIsNoText_isTold_withItsFieldAndTheRemedy(String member, String told) {
        AccessDump dump = AccessDump.parse(cluster("API") + "---\naccessEntry:\n  clusterName: prod\n"
                + "  principalArn: arn:aws:iam::111122223333:role/ops\n  " + member + "\n");

        assertThat(dump.faults())
                .anyMatch(fault -> fault.startsWith("document 2: its accessEntry") && fault.contains(told));
    }

    @Test
    void listedPrincipal_thatNothingDescribes_isASubjectOfWhomNothingIsKnown() {
        ClusterDump dump = AccessDump.parse(
                        cluster("API") + list("ops", "x") + entry("ops") + policies("ops") + kubernetes())
                .cluster();
        PrincipalArn unread = PrincipalArn.role("111122223333", "x");
        AccessModel model = dump.model();

        assertThat(dump.unread()).containsOnlyKeys(unread);
        assertThat(model.subjects()).contains(new Subject.Principal(unread));
        assertThat(model.userOf(new Subject.Principal(unread))).isEmpty();
        assertThat(model.doubts()).isEmpty();
        assertThat(model.doubtsAbout(new Subject.Principal(unread)))
                .singleElement()
                .asString()
                .contains("nothing in the dump");
        assertThat(model.permissionsOf(new Subject.Principal(unread)).doubts()).isNotEmpty();
        assertThat(model.entries()).extracting(AccessEntry::principal).containsExactly(OPS);
        assertThat(dump.report().render(ReportFormat.CSV)).contains("role/x");
        assertThatThrownBy(() -> dump.accessEntries().list())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("describe-access-entry");
    }

    @Test
    void entryWithoutItsPolicies_keepsUserAndGroups() {
        ClusterDump dump = AccessDump.parse(cluster("API") + list("ops") + entry("ops") + kubernetes())
                .cluster();

        assertThat(dump.entries()).isEmpty();
        assertThat(dump.model().userOf(new Subject.Principal(OPS)))
                .hasValueSatisfying(user -> assertThat(user.groups()).contains("g"));
        assertThat(dump.model().doubtsAbout(new Subject.Principal(OPS))).hasSize(1);
        assertThat(dump.risks()).extracting(Risk::kind).doesNotContain(RiskKind.NO_EFFECT);
    }

    @Test
    void awsAuth_ofAnUnknownMode_givesNothing() {
        String configMap = """
                {"kind": "ConfigMap", "metadata": {"name": "aws-auth", "namespace": "kube-system"},
                 "data": {"mapRoles": "[{rolearn: arn:aws:iam::111122223333:role/x, username: x, groups: [system:masters]}]"}}
                """;
        Subject mapped = new Subject.Principal(PrincipalArn.role("111122223333", "x"));
        String rest = list("ops") + entry("ops") + policies("ops") + kubernetes() + configMap;

        assertThat(AccessDump.parse(cluster("API_AND_CONFIG_MAP") + rest)
                        .cluster()
                        .model()
                        .userOf(mapped))
                .isPresent();
        assertThat(AccessDump.parse(cluster("API") + rest).cluster().model().userOf(mapped))
                .isEmpty();
        AccessModel unknown = AccessDump.parse(rest).cluster().model();
        assertThat(unknown.userOf(mapped)).isEmpty();
        assertThat(unknown.permissionsOf(mapped).doubts()).isNotEmpty();
        assertThat(unknown.whoCan(DELETE).holders())
                .anyMatch(holder -> holder.subject().equals(new Subject.Principal(OPS)));
    }

    @Test
    void severalClusters_areKeptApart_andKnowNoObjects() {
        AccessDump dump = AccessDump.parse(cluster("API")
                + cluster("API").replace("prod", "test")
                + entry("ops")
                + policies("ops")
                + kubernetes());

        assertThat(dump.clusters()).containsOnlyKeys("prod", "test");
        assertThat(dump.cluster("prod").entries()).hasSize(1);
        assertThat(dump.cluster("test").entries()).isEmpty();
        assertThat(dump.cluster("test").rbac().faults())
                .singleElement()
                .asString()
                .contains("several");
        assertThat(dump.cluster("test").model().doubts()).isNotEmpty();
        assertThatThrownBy(() -> dump.cluster("test").kubernetes().get("/api/v1/namespaces"))
                .isInstanceOf(UnavailableException.class);
        assertThatThrownBy(dump::cluster)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The dump has several clusters, [prod, test]; name the one that is meant");
        assertThatThrownBy(() -> dump.cluster("dev"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The dump has no cluster \"dev\", but [prod, test]");
    }

    @Test
    void files_areToldByTheirNames_andCountByWhatTheySay() throws IOException {
        Files.createDirectories(place.resolve("a"));
        Files.write(
                place.resolve("a/whatever.txt"),
                ("\r\n" + cluster("API")).replace("\n", "\r\n").getBytes(UTF_16));
        Files.writeString(place.resolve("list"), list("ops", "x"));
        Files.writeString(place.resolve("z.json"), "[" + entry("ops") + "," + policies("ops") + "]" + kubernetes());
        Files.writeString(place.resolve("empty.json"), "\r\n");
        Files.writeString(
                place.resolve("x.json"),
                "\naws: [ERROR]: An error occurred (ThrottlingException) when calling the DescribeAccessEntry operation"
                        + " (reached max retries: 2): Rate exceeded\n");
        Files.writeString(
                place.resolve("roles.yaml"),
                "Error from server (Forbidden): roles.rbac.authorization.k8s.io is forbidden: User \"me\" cannot list\n");
        Files.writeString(place.resolve("table"), "NAMESPACE   NAME\na   b\n");
        Files.writeString(place.resolve("other.json"), "{\"nodegroups\": []}");
        Files.writeString(place.resolve("broken.json"), "{\"cluster\": ");

        AccessDump dump = AccessDump.read(place);

        assertThat(dump.cluster().entries()).hasSize(1);
        assertThat(dump.faults())
                .contains(
                        "empty.json is empty; make the call again that was to fill it",
                        "x.json holds an error of the AWS CLI, ThrottlingException of DescribeAccessEntry: too many calls"
                                + " were made; make the call again",
                        "roles.yaml holds an error of kubectl, Forbidden: the caller may not read this; make the call again",
                        "table is a table of kubectl; call it with -o json",
                        "other.json, document 1: is not an answer that tells of access entries; ignored")
                .anyMatch(fault -> fault.startsWith("broken.json, document 1"))
                .anyMatch(fault -> fault.contains("role/x; call aws eks describe-access-entry"));
        assertThat(dump.desired().omissions())
                .extracting(Omission::toString)
                .anyMatch(omission -> omission.startsWith("arn:aws:iam::111122223333:role/x: "))
                .anyMatch(omission -> omission.contains("empty.json"));
    }

    @Test
    void listThatGoesOn_isToldOnce_andWhatIsOddInItAtItsPlace() throws IOException {
        Files.writeString(
                place.resolve("x.json"),
                cluster("API")
                        + kubernetes()
                                .replace(
                                        "ClusterRoleList\", \"metadata\": {}, \"items\": [",
                                        "ClusterRoleList\", \"metadata\": {\"continue\": \"a\", \"remainingItemCount\": 5},"
                                                + " \"items\": [{\"metadata\": {\"name\": \"a\"}, \"rules\": 7}, "));

        assertThat(AccessDump.read(place).cluster().rbac().faults())
                .hasSize(2)
                .anyMatch(fault -> fault.startsWith("x.json, document 2 goes on in another list; get them with"))
                .anyMatch(fault -> fault.startsWith("x.json, document 2, item 1"));
    }

    @Test
    void errorOfTheApiServer_isTold_withItsPlace() throws IOException {
        Files.writeString(place.resolve("a.json"), cluster("API"));
        Files.writeString(
                place.resolve("clusterroles.json"),
                "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"status\": \"Failure\", \"message\": \"x is forbidden\","
                        + " \"reason\": \"Forbidden\", \"code\": 403}");

        assertThat(AccessDump.read(place).faults())
                .contains("clusterroles.json, document 1: is an error of the API server, Forbidden: the caller may not"
                        + " read this; make the call again");
    }

    @Test
    void listWhoseItemsAreNull_isEmpty() {
        ClusterDump dump = AccessDump.parse(cluster("API")
                        + list()
                        + kubernetes()
                                .replace(
                                        "\"kind\": \"RoleList\", \"metadata\": {}, \"items\": []",
                                        "\"kind\": \"RoleList\", \"metadata\": {}, \"items\": null"))
                .cluster();

        assertThat(dump.faults()).isEmpty();
        assertThat(dump.rbac().faults()).isEmpty();
    }

    @Test
    void nothingButTrouble_isRefused() {
        assertThatThrownBy(() -> AccessDump.read(place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no answer of EKS or Kubernetes here");
        assertThatThrownBy(() -> AccessDump.parse("Unable to locate credentials. You can configure credentials"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unable to locate credentials");
        assertThat(AccessDump.parse(kubernetes()).faults()).anyMatch(fault -> fault.contains("names a cluster"));
        assertThatThrownBy(() -> AccessDump.parse(kubernetes()).cluster())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("names no cluster");
    }

    @Test
    void plan_againstADumpWithoutAList_isUnavailable() {
        ClusterDump dump = AccessDump.parse(cluster("API") + entry("ops") + policies("ops") + kubernetes())
                .cluster();

        assertThat(dump.accessEntries().find(OPS)).isPresent();
        assertThatThrownBy(
                        () -> dump.accessEntries().plan(DesiredAccess.builder().build()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("call aws eks list-access-entries");
    }

    @Test
    void format_readsAFile_ofPowerShell() throws IOException {
        Path file = Files.write(place.resolve("eksctl.yaml"), """
                apiVersion: eksctl.io/v1alpha5
                kind: ClusterConfig
                metadata: {name: prod, region: eu-west-1}
                accessConfig: {accessEntries: [{principalARN: "arn:aws:iam::111122223333:role/ops"}]}
                """.getBytes(UTF_16));

        assertThat(AccessFormat.eksctl().read(file, Map.of()).clusters().values())
                .singleElement()
                .extracting(DesiredAccess::principals)
                .isEqualTo(List.of(OPS));
        assertThatThrownBy(() -> AccessFormat.eksctl().read(Files.write(file, new byte[] {(byte) 0xFC}), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("eksctl.yaml is no text in UTF-8");
        assertThatThrownBy(() -> AccessFormat.eksctl().read(place, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no file that can be read to its end");
    }
}
