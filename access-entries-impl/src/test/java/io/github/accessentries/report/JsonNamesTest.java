package io.github.accessentries.report;

import static io.github.accessentries.report.AccessReportTest.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ObjectChange;
import io.github.accessentries.risk.Exposure;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.RiskKind;
import io.github.accessentries.risk.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program that reads JSON gets the names that things have; what keeps names apart in a sentence is for people. */
class JsonNamesTest {

    private static final String ODD = "odd, \"one\" \u202E";

    private static JsonObject change(Change change) {
        return JsonParser.parseString(
                        ResultReport.of(EveryChange.plan(List.of(change))).render(ResultFormat.JSON))
                .getAsJsonObject()
                .getAsJsonArray("steps")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("changes")
                .get(0)
                .getAsJsonObject();
    }

    @Test
    void namesInAPlan_areAsTheyAre() {
        PrincipalArn principal = PrincipalArn.fromEks("arn:aws:iam::111122223333:odd/" + ODD);
        JsonObject policy =
                change(new Change.Associate(principal, AccessPolicy.fromEks(ODD), AccessScope.clusterWide(), "listed"));
        JsonObject entry = change(new Change.Delete(
                entry("dev").type(EntryType.fromEks(ODD)).username(ODD).build(), "not listed"));
        JsonObject object = change(new ObjectChange.Delete(
                RbacBinding.builder()
                        .namespace("team-a")
                        .name("odd, \"one\"")
                        .roleKind("ClusterRole")
                        .role("view")
                        .addSubjects(RbacSubject.group(ODD))
                        .build(),
                "not listed"));

        assertThat(policy.get("principal").getAsString()).isEqualTo(principal.arn());
        assertThat(policy.getAsJsonObject("after").get("policy").getAsString()).isEqualTo(ODD);
        assertThat(policy.get("text").getAsString()).doesNotContain("\u202E");
        assertThat(entry.getAsJsonObject("before").get("type").getAsString()).isEqualTo(ODD);
        assertThat(object.get("object").getAsString()).isEqualTo("RoleBinding team-a/odd, \"one\"");
        assertThat(Finding.of(Finding.Kind.TYPE_CHANGE, principal, "text").subject())
                .isEqualTo(principal.arn());
        assertThat(AccessJson.policy(AccessPolicy.EDIT, AccessScope.clusterWide())
                        .get("policy")
                        .getAsString())
                .isEqualTo("AmazonEKSEditPolicy");
    }

    @Test
    void placesOfRisks_areAsTheyAre() {
        Risk risk = Risk.builder()
                .kind(RiskKind.INCOMPLETE)
                .severity(Severity.INFO)
                .source("source")
                .summary("summary")
                .exposures(List.of(Exposure.builder()
                        .subject(new Subject.Group(ODD))
                        .places(List.of(Where.namespace(ODD)))
                        .ground("ground")
                        .shownBy(null)
                        .build()))
                .build();

        JsonObject exposure = JsonParser.parseString(
                        ResultReport.of("prod", List.of(risk)).render(ResultFormat.JSON))
                .getAsJsonObject()
                .getAsJsonArray("risks")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("exposures")
                .get(0)
                .getAsJsonObject();

        assertThat(exposure.get("subject").getAsString()).isEqualTo(ODD);
        assertThat(exposure.getAsJsonArray("where").get(0).getAsString()).isEqualTo(ODD);
    }
}
