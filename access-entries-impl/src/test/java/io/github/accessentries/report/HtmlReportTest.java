package io.github.accessentries.report;

import static io.github.accessentries.report.AccessReportTest.HOSTILE;
import static io.github.accessentries.report.AccessReportTest.RBAC;
import static io.github.accessentries.report.AccessReportTest.entry;
import static io.github.accessentries.report.AccessReportTest.hostileReport;
import static io.github.accessentries.report.AccessReportTest.in;
import static io.github.accessentries.report.AccessReportTest.report;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.risk.PowerPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page for browsers is made of. What its script answers is in {@code PageAnswersTest}. */
class HtmlReportTest {

    @Test
    void html_keepsHostileNamesInItsData() {
        String html = hostileReport().render(ReportFormat.HTML);

        assertThat(html.split("<script", -1)).as("the data and the script").hasSize(3);
        assertThat(html.split("</script", -1)).hasSize(3);
        assertThat(html).doesNotContain("<img").doesNotContain("http://").doesNotContain("https://");
        Matcher data =
                Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(html);
        assertThat(data.find()).isTrue();
        assertThat(PlainText.of(data.group(1))).isEqualTo(data.group(1));
        List<String> namespaces =
                JsonParser.parseString(data.group(1)).getAsJsonObject().getAsJsonArray("namespaces").asList().stream()
                        .map(each -> each.getAsString())
                        .toList();
        assertThat(namespaces)
                .as("as they are, so that questions are about these")
                .containsExactlyInAnyOrderElementsOf(
                        HOSTILE.stream().map(name -> name.replace("*", "\\*")).toList());
        assertThat(data.group(1)).contains("{{title}}");
    }

    @Test
    void html_allowsItselfOnlyItsOwnScript() {
        String html = report().render(ReportFormat.HTML);

        assertThat(html).containsPattern("default-src 'none'; [^\"]*script-src 'sha256-[A-Za-z0-9+/]{43}='\"");
        assertThat(html).doesNotContain("{{");
        assertThat(html)
                .as("ways from text to markup, to code or to somewhere else")
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacent", "document.write", "DOMParser", "eval(")
                .doesNotContain(
                        "createContextualFragment",
                        "new Function",
                        ".src",
                        "'src",
                        "window.open",
                        "fetch(",
                        "'onclick");
        assertThat(html).as("patterns that take for ever").doesNotContain("RegExp(");
    }

    private static JsonObject dataOf(AccessReport report) {
        Matcher data =
                Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(report.render(ReportFormat.HTML));
        assertThat(data.find()).isTrue();
        return JsonParser.parseString(data.group(1)).getAsJsonObject();
    }

    @Test
    void html_saysWhomItsAnswersLeaveOut() {
        assertThat(dataOf(report()).getAsJsonObject("answers").get("leftOut").getAsInt())
                .isZero();

        JsonObject one = dataOf(report().about(subject -> subject.name().endsWith("/reader")))
                .getAsJsonObject("answers");

        assertThat(one.get("leftOut").getAsInt()).isEqualTo(report().rows().size() - 1);
        assertThat(one.getAsJsonArray("everybody")).hasSize(1);
    }

    @Test
    void html_tellsRightsFromOtherFindings() {
        List<String> rights = new ArrayList<>();
        List<String> others = new ArrayList<>();
        dataOf(report())
                .getAsJsonArray("risks")
                .forEach(risk -> risk.getAsJsonObject()
                        .getAsJsonArray("exposures")
                        .forEach(exposure -> (exposure.getAsJsonObject()
                                                .get("isRight")
                                                .getAsBoolean()
                                        ? rights
                                        : others)
                                .add(risk.getAsJsonObject().get("id").getAsString())));

        assertThat(rights).contains("full-control", "pod-exec").doesNotContain("incomplete");
        assertThat(others).contains("incomplete").doesNotContain("full-control", "pod-exec");
    }

    @Test
    void paths_areInThePageAndInJson() {
        RbacObjects rbac = RbacObjects.parse("""
                kind: List
                items:
                - kind: ClusterRole
                  metadata: {name: binder}
                  rules:
                  - {verbs: [bind], apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles]}
                  - {verbs: [create], apiGroups: [rbac.authorization.k8s.io], resources: [clusterrolebindings]}
                - kind: ClusterRole
                  metadata: {name: cluster-admin}
                  rules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*']}]
                - kind: ClusterRoleBinding
                  metadata: {name: binder}
                  roleRef: {kind: ClusterRole, name: binder}
                  subjects: [{kind: Group, name: ops}, {kind: ServiceAccount, name: bot, namespace: ci}]
                """);
        AccessModel model = ClusterAccess.builder()
                .entries(List.of(entry("dev").addGroups("ops").build()))
                .rbac(rbac)
                .build();
        AccessReport report = AccessReport.of(model).with(PowerPaths.of(model, rbac));
        JsonObject paths = dataOf(report).getAsJsonObject("paths");

        assertThat(paths.getAsJsonArray("shortest").asList())
                .extracting(each -> each.getAsJsonObject().get("name").getAsString() + " "
                        + each.getAsJsonObject().getAsJsonArray("members").size())
                .containsExactly("ops 1", "bot/ci 0");
        JsonObject first = paths.getAsJsonArray("shortest").get(0).getAsJsonObject();
        assertThat(first.get("certain").getAsBoolean()).isTrue();
        assertThat(first.getAsJsonArray("steps").toString())
                .contains("cluster-admin", "\"by\":\"group ops by ClusterRoleBinding binder\"");
        assertThat(paths.getAsJsonArray("cuts").asList())
                .singleElement()
                .extracting(
                        cut -> cut.getAsJsonObject().getAsJsonArray("subjects").size())
                .isEqualTo(3);
        assertThat(JsonParser.parseString(report.render(ReportFormat.JSON))
                        .getAsJsonObject()
                        .get("paths"))
                .isEqualTo(paths);
        assertThat(dataOf(report.about(Subject.Principal.class::isInstance))
                        .getAsJsonObject("paths")
                        .getAsJsonArray("shortest"))
                .hasSize(1);
    }

    @Test
    void comparison_isInThePageAndInJson() {
        AccessReport compared = report().comparedWith(ClusterAccess.builder()
                .entries(List.of(entry("team/dev")
                        .addPolicies(in(AccessPolicy.VIEW, "team-a*"))
                        .build()))
                .rbac(RBAC)
                .build());
        JsonObject comparison = dataOf(compared).getAsJsonObject("comparison");

        assertThat(comparison.getAsJsonArray("subjects").asList())
                .extracting(change -> change.getAsJsonObject().get("name").getAsString() + " "
                        + change.getAsJsonObject().get("levels"))
                .containsExactly(
                        "arn:aws:iam::111122223333:role/old-admin [{\"before\":\"none\",\"after\":\"cluster-admin\"}]",
                        "arn:aws:iam::111122223333:role/team/dev [{\"before\":\"view\",\"after\":\"edit\",\"namespaces\":[\"team-a*\"]},"
                                + "{\"before\":\"none\",\"after\":\"custom\",\"namespaces\":[\"prod\"]}]",
                        "arn:aws:iam::111122223333:role/reader [{\"before\":\"none?\",\"after\":\"view?\"}]");
        assertThat(JsonParser.parseString(compared.render(ReportFormat.JSON))
                        .getAsJsonObject()
                        .get("comparison"))
                .isEqualTo(comparison);
        assertThat(dataOf(compared.about(subject -> subject.name().endsWith("/reader")))
                        .getAsJsonObject("comparison")
                        .getAsJsonArray("subjects"))
                .hasSize(1);
        assertThat(dataOf(report()).has("comparison")).isFalse();
    }
}
