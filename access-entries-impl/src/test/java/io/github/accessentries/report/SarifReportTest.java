package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.risk.Exposure;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.RiskKind;
import io.github.accessentries.risk.Risks;
import io.github.accessentries.risk.Severity;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SarifReportTest {

    private static Risk risk(Severity severity, String source, int exposures) {
        return Risk.builder()
                .kind(RiskKind.POD_EXEC)
                .severity(severity)
                .source(source)
                .summary(source + " allows running commands")
                .exposures(IntStream.range(0, exposures)
                        .<Exposure>mapToObj(i -> Exposure.builder()
                                .subject(new Subject.Group("group-" + i))
                                .addPlaces(Where.cluster())
                                .ground("because")
                                .build())
                        .toList())
                .build();
    }

    private static JsonObject run(String title, Risk... risks) {
        String sarif = AccessReport.of(ClusterAccess.builder().build())
                .titled(title)
                .with(List.of(risks))
                .render(ReportFormat.SARIF);
        return JsonParser.parseString(sarif)
                .getAsJsonObject()
                .getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject();
    }

    private static JsonObject result(String title, Risk risk) {
        return run(title, risk).getAsJsonArray("results").get(0).getAsJsonObject();
    }

    private static String fingerprint(String title, Risk risk) {
        return result(title, risk)
                .getAsJsonObject("partialFingerprints")
                .get("primaryLocationLineHash")
                .getAsString();
    }

    @ParameterizedTest
    @CsvSource({
        "CRITICAL, fail, error, 9.5",
        "HIGH, fail, error, 8.0",
        "MEDIUM, fail, warning, 5.5",
        "LOW, fail, note, 3.0",
        "INFO, informational, none, 0.0",
    })
    void severity_isALevelAndAScore(Severity severity, String kind, String level, String score) {
        JsonObject run = run("prod", risk(severity, "ops", 1));

        JsonObject result = run.getAsJsonArray("results").get(0).getAsJsonObject();
        assertThat(result.get("kind").getAsString()).isEqualTo(kind);
        assertThat(result.get("level").getAsString()).isEqualTo(level);
        assertThat(run.getAsJsonObject("tool")
                        .getAsJsonObject("driver")
                        .getAsJsonArray("rules")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonObject("properties")
                        .get("security-severity")
                        .getAsString())
                .isEqualTo(score);
    }

    @Test
    void finding_isKnownAgain_untilItsSourceOrClusterIsAnother() {
        String known = fingerprint("prod", risk(Severity.HIGH, "ops", 1));

        assertThat(fingerprint("prod", risk(Severity.LOW, "ops", 30))).isEqualTo(known);
        assertThat(fingerprint("prod", risk(Severity.HIGH, "dev", 1))).isNotEqualTo(known);
        assertThat(fingerprint("test", risk(Severity.HIGH, "ops", 1))).isNotEqualTo(known);
    }

    @Test
    void findingsOfOneSource_shareNoFingerprint() {
        RbacObjects rbac = RbacObjects.parse("""
                - kind: ClusterRole
                  metadata: {name: helpdesk}
                  rules:
                  - {verbs: [impersonate], apiGroups: [""], resources: [users]}
                  - {verbs: [impersonate], apiGroups: [""], resources: [groups], resourceNames: [viewers]}
                - kind: ClusterRoleBinding
                  metadata: {name: helpdesk}
                  roleRef: {kind: ClusterRole, name: helpdesk}
                  subjects: [{kind: User, name: bob}]
                """);
        List<Risk> found = Risks.of(ClusterAccess.builder().rbac(rbac).build(), rbac, AwsAuth.none()).stream()
                .filter(risk -> risk.kind() == RiskKind.IMPERSONATE)
                .toList();
        Risk same = risk(Severity.HIGH, "ops", 1);

        assertThat(found).hasSize(2).extracting(Risk::source).containsOnly("ClusterRole \"helpdesk\"");
        assertThat(fingerprint("prod", found.get(0))).isNotEqualTo(fingerprint("prod", found.get(1)));
        assertThat(run("prod", same, same).getAsJsonArray("results").asList())
                .extracting(result -> result.getAsJsonObject()
                        .getAsJsonObject("partialFingerprints")
                        .get("primaryLocationLineHash")
                        .getAsString()
                        .substring(16))
                .containsExactly(":1", ":2");
    }

    @Test
    void message_listsAFewExposures_andTheDataAll() {
        JsonObject result = result("prod", risk(Severity.HIGH, "ops", 30));

        assertThat(result.getAsJsonObject("message").get("text").getAsString().lines())
                .hasSize(2 + 20 + 1)
                .last()
                .isEqualTo("- and 10 more");
        assertThat(result.getAsJsonObject("properties").getAsJsonArray("exposures"))
                .hasSize(30);
    }

    @Test
    void nameInTheFormOfALinkOrAPlaceholder_staysText() {
        assertThat(result("prod", risk(Severity.HIGH, "[see](1) {0} \\", 1))
                        .getAsJsonObject("message")
                        .get("text")
                        .getAsString())
                .startsWith("\\[see\\](1) {{0}} \\\\ allows");
    }
}
