package io.github.accessentries.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.planning.PlannedCluster;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.ReviewedPlan;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.report.ResultFormat;
import io.github.accessentries.report.ResultReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuideTwoJobsTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");

    @TempDir
    Path directory;

    @Test
    void twoJobs() throws IOException {
        AccessEntries prod = new PlannedCluster().entries();
        DesiredAccess desired = DesiredAccess.builder()
                .entry(DesiredEntry.builder(DEV).allow(AccessPolicy.VIEW).clusterWide())
                .build();
        SignOff signOff = SignOff.of("no-administrator");

        // snippet: twojobs
        AccessPlan plan = prod.plan(desired); // in the job that a pull request starts
        Files.writeString(directory.resolve("plan.md"), ResultReport.of(plan).render(ResultFormat.MARKDOWN));
        Files.writeString(directory.resolve("plan.json"), ResultReport.of(plan).render(ResultFormat.JSON));

        ReviewedPlan reviewed = // in the job that follows its approval
                ResultReport.readPlan(Files.readString(directory.resolve("plan.json")));
        ApplyReport report = prod.apply(desired, reviewed, ApplyOptions.with(signOff)); // or StalePlanException
        report.orThrow();
        // end

        assertThat(directory.resolve("plan.md")).content().startsWith("### Access plan for prod: 2 grants");
        assertThat(prod.find(DEV)).isPresent();
    }
}
