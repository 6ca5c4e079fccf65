package io.github.accessentries.example;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.fleet.Fleet;
import io.github.accessentries.fleet.FleetResult;
import io.github.accessentries.fleet.FleetSummary;
import io.github.accessentries.internal.planning.PlannedCluster;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.report.ResultFormat;
import io.github.accessentries.report.ResultReport;
import io.github.accessentries.risk.Risks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the guides about results as files, between markers as it stands there. */
class GuideResultsTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");

    @TempDir
    Path directory;

    private final List<String> shown = new ArrayList<>();

    private void show(String line) {
        shown.add(line);
    }

    @Test
    void results() throws IOException {
        RbacObjects rbac = RbacObjects.reader().allBindings().read("""
                - {kind: ClusterRole, metadata: {name: view}, rules: [{verbs: [get], apiGroups: [""], resources: [secrets]}]}
                - kind: ClusterRoleBinding
                  metadata: {name: ops-view}
                  roleRef: {kind: ClusterRole, name: view}
                  subjects: [{kind: Group, name: ops}]
                """);
        AwsAuth awsAuth = AwsAuth.none();
        AccessModel model = ClusterAccess.builder().rbac(rbac).awsAuth(awsAuth).build();

        // snippet: results
        ResultReport risks = ResultReport.of("prod", Risks.of(model, rbac, awsAuth));
        Files.writeString(directory.resolve("risks.md"), risks.render(ResultFormat.MARKDOWN));
        Files.writeString(directory.resolve("risks.csv"), risks.render(ResultFormat.CSV));

        AccessQuestion question = AccessQuestion.of("get", "secrets").inNamespace("payments");
        ResultReport answer = ResultReport.of("prod", question, model.whoCan(question));
        Files.writeString(directory.resolve("secrets.json"), answer.render(ResultFormat.JSON));
        show(answer.render(ResultFormat.TEXT)); // Who can get secrets in payments on prod: 2 have all of it
        // end

        assertThat(directory.resolve("risks.md")).content().startsWith("### Risks of prod: 1 high");
        assertThat(directory.resolve("risks.csv")).content().contains("prod,high,secrets-read,");
        assertThat(directory.resolve("secrets.json")).content().contains("\"kind\":\"who-can\"");
        assertThat(shown)
                .singleElement(as(STRING))
                .startsWith("Who can get secrets in payments on prod: 2 have all of it\n");
    }

    @Test
    void fleetFiles() throws IOException {
        AccessEntries prod = new PlannedCluster().entries();
        DesiredAccess desired = DesiredAccess.builder()
                .entry(DesiredEntry.builder(DEV).allow(AccessPolicy.VIEW).clusterWide())
                .build();
        Fleet fleet = Fleet.builder().cluster("eu/prod", prod, desired).build();
        ApplyOptions options = ApplyOptions.with(SignOff.inCluster("eu/prod", "no-administrator"));

        // snippet: fleetfiles
        FleetResult<AccessPlan> plans = fleet.plan(); // in the job that a pull request starts
        Files.writeString(directory.resolve("fleet.md"), ResultReport.of(plans).render(ResultFormat.MARKDOWN));
        Files.writeString(
                directory.resolve("fleet.json"), ResultReport.of(plans).render(ResultFormat.JSON));

        FleetSummary reviewed = // in the job that follows its approval
                ResultReport.readFleet(Files.readString(directory.resolve("fleet.json")));
        FleetSummary applied =
                fleet.applyEach(reviewed, options, one -> {}); // stale plans fail for their cluster alone
        Files.writeString(
                directory.resolve("applied.md"), ResultReport.of(applied).render(ResultFormat.MARKDOWN));
        applied.orThrow();
        // end

        assertThat(directory.resolve("fleet.md"))
                .content()
                .startsWith("### Access plan for a fleet: to change 1, failed 0, not begun 0, in sync 0\n");
        assertThat(directory.resolve("applied.md"))
                .content()
                .startsWith("### Applied to a fleet: changed 1, failed 0, not begun 0, nothing to do 0\n");
        assertThat(prod.find(DEV)).isPresent();
    }
}
