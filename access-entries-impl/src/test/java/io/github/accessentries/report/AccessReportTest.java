package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.risk.PowerPaths;
import io.github.accessentries.risk.Risks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccessReportTest {

    private static final String ACCOUNT = "111122223333";

    /** Names that would do harm where somebody forgot to escape. */
    static final List<String> HOSTILE = List.of(
            "</script><script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "=cmd|' /C calc'!A0",
            "+1,\"two\"",
            "@x\r\ny",
            "a\\\"]; b [label=\"c",
            "x\"] --> y[\"z",
            "| a | b |",
            "{{title}}",
            "\u001b[31mred\u2028\u202e",
            "**bold** `code` [link](javascript:alert(1))",
            "a; =1+1;@x",
            "a;\"=HYPERLINK(1)&\";b",
            "a;\"\" \"=1",
            "x\u200b\u2066",
            "constructor",
            "__proto__");

    static AccessEntry.Builder entry(String role) {
        return AccessEntry.builder()
                .cluster("prod")
                .principal(PrincipalArn.role(ACCOUNT, role))
                .username(role);
    }

    static PolicyAssociation in(AccessPolicy policy, String... namespaces) {
        return PolicyAssociation.of(policy, AccessScope.namespaces(List.of(namespaces)));
    }

    static final RbacObjects RBAC = RbacObjects.reader().allBindings().read("""
            kind: List
            items:
            - {kind: Namespace, metadata: {name: prod}}
            - {kind: Namespace, metadata: {name: team-a}}
            - {kind: Namespace, metadata: {name: team-a-dev}}
            - kind: Role
              metadata: {name: release, namespace: prod}
              rules:
              - {verbs: [get, patch], apiGroups: [apps], resources: [deployments], resourceNames: [web]}
            - kind: RoleBinding
              metadata: {name: release, namespace: prod}
              roleRef: {kind: Role, name: release}
              subjects: [{kind: Group, name: releasers}, {kind: ServiceAccount, name: ci, namespace: team-a}]
            """);

    private static final AwsAuth AWS_AUTH = AwsAuth.parse(Map.of(
            "mapRoles",
            "[{rolearn: 'arn:aws:iam::111122223333:role/old-admin', username: old, groups: ['system:masters']}]"));

    private static AccessModel model() {
        return ClusterAccess.builder()
                .entries(List.of(
                        entry("team/dev")
                                .addGroups("releasers")
                                .addPolicies(in(AccessPolicy.EDIT, "team-a*"))
                                .build(),
                        entry("reader")
                                .addPolicies(
                                        PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.clusterWide()),
                                        in(AccessPolicy.of("AmazonEMRJobPolicy"), "jobs-*"))
                                .build()))
                .rbac(RBAC)
                .awsAuth(AWS_AUTH)
                .build();
    }

    static AccessReport report() {
        return AccessReport.of(model()).with(Risks.of(model(), RBAC, AWS_AUTH));
    }

    static AccessReport hostileReport() {
        // What a cluster has stored means what it says, also where it looks like a placeholder.
        String stored = ", uid: u";
        StringBuilder objects = new StringBuilder("kind: List\nitems:\n");
        List<AccessEntry> entries = new ArrayList<>();
        for (int i = 0; i < HOSTILE.size(); i++) {
            JsonPrimitive name = new JsonPrimitive(HOSTILE.get(i));
            objects.append("- {kind: ClusterRole, metadata: {name: " + name + stored
                    + "}, rules: [{verbs: ['*'], apiGroups: ['']," + " resources: [secrets, " + name + "]}]}\n");
            objects.append("- {kind: RoleBinding, metadata: {name: " + name + ", namespace: " + name + stored
                    + "}, roleRef: {kind: ClusterRole, name: " + name + "}, subjects: [{kind: Group, name: " + name
                    + "}, {kind: User, name: " + name + "}]}\n");
            entries.add(entry("role" + i)
                    .username(HOSTILE.get(i))
                    .addGroups(HOSTILE.get(i))
                    .build());
        }
        RbacObjects rbac = RbacObjects.reader().allBindings().read(objects.toString());
        assertThat(rbac.bindings()).hasSize(HOSTILE.size());
        AccessModel model = ClusterAccess.builder().entries(entries).rbac(rbac).build();
        return AccessReport.of(model)
                .titled(HOSTILE.get(0))
                .with(Risks.of(model, rbac, AwsAuth.none()))
                .with(PowerPaths.of(model, rbac))
                .comparedWith(ClusterAccess.of(List.of()));
    }

    @ParameterizedTest
    @EnumSource(value = ReportFormat.class, names = "HTML", mode = EnumSource.Mode.EXCLUDE)
    void report_isWrittenAsInTheGoldenFile(ReportFormat format) throws IOException {
        String name = "report." + format.name().toLowerCase(Locale.ROOT);
        try (InputStream golden = Objects.requireNonNull(getClass().getResourceAsStream(name), name)) {
            String expected = new String(golden.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(report().render(format))
                    .isEqualTo(format == ReportFormat.CSV ? expected.replace("\n", "\r\n") : expected);
        }
    }

    @Test
    void report_isTheSameEachTime() {
        for (ReportFormat format : ReportFormat.values()) {
            assertThat(report().render(format)).isEqualTo(report().render(format));
        }
    }

    @Test
    void standings_areLevelsOfPlaces() {
        AccessReport report = report();

        assertThat(report.title()).isEqualTo("Access to prod");
        assertThat(report.namespaces()).containsExactly("jobs-*", "prod", "team-a", "team-a-dev");
        assertThat(report.rows())
                .extracting(row -> row.subject().name() + ": " + row.everywhere() + ", " + row.elsewhere())
                .startsWith(
                        "arn:aws:iam::111122223333:role/old-admin: cluster-admin, {}",
                        "arn:aws:iam::111122223333:role/reader: view, {jobs-*=view?}",
                        "arn:aws:iam::111122223333:role/team/dev: none, {prod=custom, team-a=edit, team-a-dev=edit}");
        assertThat(report.rows().get(0).source()).isEqualTo("aws-auth");
        assertThat(report.rows().get(1).doubts()).singleElement().asString().contains("AmazonEMRJobPolicy");
        assertThat(report.rows().get(2).in("team-a").level()).isEqualTo(Level.EDIT);
    }

    @ParameterizedTest(name = "ClusterRole {0}: {1}")
    @CsvSource({
        "view, view",
        "edit, edit",
        "admin, admin",
        "cluster-admin, cluster-admin",
        "system:basic-user, none",
        "system:discovery, none",
        "system:node-proxier, custom"
    })
    void rolesOfKubernetes_reachTheirLevel(String role, String level) {
        RbacObjects defaults = Company.defaults();
        Levels levels = new Levels();

        assertThat(defaults.roles().stream()
                        .filter(each -> each.name().equals(role))
                        .map(each -> levels.of(Set.copyOf(each.rules())).toString()))
                .containsExactly(level);
    }

    @Test
    void everythingInANamespace_isAdminAndMore() {
        AccessReport report = AccessReport.of(ClusterAccess.of(List.of(entry("lord")
                .addPolicies(in(AccessPolicy.CLUSTER_ADMIN, "team-a"))
                .build())));

        assertThat(report.rows().get(0).everywhere()).hasToString("none");
        assertThat(report.rows().get(0).in("team-a")).hasToString("admin+");
    }

    @Test
    void about_leavesOutTheOthers() {
        AccessReport one = report().about(subject -> subject.name().endsWith("/reader"));

        assertThat(one.rows()).hasSize(1);
        assertThat(one.risks()).extracting(risk -> risk.kind().id()).containsExactly("incomplete", "namespace-missing");
        assertThat(one.render(ReportFormat.DOT)).doesNotContain("releasers");
        assertThat(report().about(Subject.Principal.class::isInstance).risks()).isNotEmpty();
    }

    @Test
    void json_takesHostileNamesAsTheyAre() {
        JsonObject json = JsonParser.parseString(hostileReport().render(ReportFormat.JSON))
                .getAsJsonObject();
        assertThat(ResultChecks.isValid(json)).as("by the schema").isTrue();
        assertThat(json.get("version").getAsInt()).isEqualTo(1);
        assertThat(json.get("kind").getAsString()).isEqualTo("access");

        List<String> names = json.getAsJsonArray("namespaces").asList().stream()
                .map(each -> each.getAsString())
                .toList();
        assertThat(names)
                .as("columns may be patterns, so a star that is meant itself has a backslash")
                .containsExactlyInAnyOrderElementsOf(
                        HOSTILE.stream().map(name -> name.replace("*", "\\*")).toList());
        assertThat(json.getAsJsonArray("risks")).isNotEmpty();
    }

    @Test
    void csv_readsBackAndStartsNoFormula() {
        List<List<String>> rows = parseCsv(hostileReport().render(ReportFormat.CSV));

        assertThat(rows).allSatisfy(row -> {
            assertThat(row).hasSize(9);
            assertThat(row).noneMatch(field -> field.matches("(?s)(.*;)?\\s*[=+@\\t\\r\\n-].*"));
            assertThat(row).noneMatch(PlainText::hidesSomething);
        });
        assertThat(rows.stream().map(row -> row.get(1)).collect(Collectors.toSet()))
                .contains(
                        HOSTILE.get(0), "'" + HOSTILE.get(2), "'" + HOSTILE.get(3), "'" + PlainText.of(HOSTILE.get(4)));
    }

    @Test
    void csv_startsNoFormulaWhereASemicolonEndsTheCell() {
        String csv = hostileReport().render(ReportFormat.CSV);

        assertThat(csv).contains(";\"\"'=HYPERLINK", ";\"\"\"\" \"\"'=1");
        assertThat(csv.lines().flatMap(line -> cellsBetweenSemicolons(line).stream()))
                .noneMatch(cell -> cell.matches("[\\s\"]*[=+@-].*"));
    }

    /** As lenient as spreadsheets: quotes count only where a cell begins with them, and what follows them belongs to the cell. */
    private static List<String> cellsBetweenSemicolons(String line) {
        Matcher cell = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)(?:\"|$))?([^;]*)(?:;|$)")
                .matcher(line);
        List<String> cells = new ArrayList<>();
        while (cell.find()) {
            String quoted = Objects.requireNonNullElse(cell.group(1), "");
            cells.add(quoted.replace("\"\"", "\"") + cell.group(2));
        }
        return cells;
    }

    /** By the grammar of RFC 4180; fails where the text leaves it. */
    private static List<List<String>> parseCsv(String text) {
        Matcher field = Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^\",\\r\\n]*))(,|\\r\\n)")
                .matcher(text);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int end = 0;
        while (end < text.length()) {
            assertThat(field.find(end)).isTrue();
            assertThat(field.start())
                    .as("at %s", text.substring(end, Math.min(end + 40, text.length())))
                    .isEqualTo(end);
            row.add(field.group(1) == null ? field.group(2) : field.group(1).replace("\"\"", "\""));
            end = field.end();
            if (field.group(3).equals("\r\n")) {
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        return rows;
    }

    @Test
    void lines_stayLines() {
        for (ReportFormat format :
                List.of(ReportFormat.TEXT, ReportFormat.MARKDOWN, ReportFormat.DOT, ReportFormat.MERMAID)) {
            assertThat(hostileReport().render(format))
                    .as("%s", format)
                    .doesNotContain("\u001b", "\r", "\u2028", "\u202e");
        }
        assertThat(hostileReport().render(ReportFormat.MARKDOWN))
                .doesNotContainPattern("(?<!\\\\)<")
                .doesNotContainPattern("(?<!\\\\)\\*\\*");
    }

    /** Not Graphviz itself, but its grammar of quoted texts: every line is a node, an edge or the frame. */
    @ParameterizedTest
    @EnumSource(
            value = ReportFormat.class,
            names = {"DOT", "MERMAID"})
    void graph_isMadeOfNodesAndEdgesOnly(ReportFormat format) {
        String quoted = "\"(?:[^\"\\\\]|\\\\.)*\"";
        String dot = "digraph access \\{|  rankdir=LR;|  node \\[.*];|}"
                + "|  n\\d+ \\[shape=\\w+, label=" + quoted + "];"
                + "|  n\\d+ -> n\\d+(?: \\[label=" + quoted + "])?;";
        String text = "\"(?:[^\"<>\\[\\]()|`#;&]|#\\d+;)*\"";
        String mermaid = "flowchart LR"
                + "|  n\\d+(?:\\[|>|\\(\\[|\\[/|\\[\\[)" + text + "(?:]|]\\)|/]|]])"
                + "|  n\\d+ -->(?:\\|" + text + "\\|)? n\\d+";

        assertThat(hostileReport().render(format).lines())
                .allMatch(line -> line.matches(format == ReportFormat.DOT ? dot : mermaid), "a node or an edge");
        assertThat(report().render(format).lines())
                .anyMatch(line -> line.contains("access policy AmazonEKSEditPolicy"))
                .anyMatch(line -> line.contains("RoleBinding prod/release"));
    }

    /** Nothing is timed here; what grows with the square of a company would not end in the time of a test. */
    @Test
    void bigCompany_isReportedWhole() {
        AccessReport report = Company.of(500).report();

        assertThat(report.rows()).hasSizeGreaterThan(500);
        assertThat(report.namespaces()).hasSizeGreaterThanOrEqualTo(60);
        for (ReportFormat format : ReportFormat.values()) {
            assertThat(report.render(format)).as("%s", format).contains("payments-developer-1");
        }
        assertThat(report.render(ReportFormat.HTML).length()).isLessThan(4_000_000);
    }
}
