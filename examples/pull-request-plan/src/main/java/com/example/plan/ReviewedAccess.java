package com.example.plan;

import io.github.accessentries.iac.DesiredAccessFile;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.ReviewedPlan;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.report.ResultFormat;
import io.github.accessentries.report.ResultReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The access to one cluster as files of a repository: {@code access.yaml} says what is desired, and {@code sign-off.txt}, if
 * there is one, names the findings that are meant, one in a line. Both are reviewed with the pull request.
 */
final class ReviewedAccess {

    private final AccessEntries cluster;
    private final Path files;

    ReviewedAccess(AccessEntries cluster, Path files) {
        this.cluster = cluster;
        this.files = files;
    }

    /** On the pull request: writes {@code comment.md} for people and {@code plan.json} for {@link #apply}. */
    AccessPlan plan(Path results) throws IOException {
        AccessPlan plan = cluster.plan(desired());
        ResultReport report = ResultReport.of(plan);
        Files.createDirectories(results);
        Files.writeString(results.resolve("comment.md"), report.render(ResultFormat.MARKDOWN));
        Files.writeString(results.resolve("plan.json"), report.render(ResultFormat.JSON));
        return plan;
    }

    /**
     * After the merge: applies the very plan that was reviewed.
     *
     * @throws StalePlanException if it has become another one since; plan and review again
     */
    ApplyReport apply(Path results) throws IOException {
        ReviewedPlan reviewed = ResultReport.readPlan(Files.readString(results.resolve("plan.json")));
        ApplyReport report = cluster.apply(desired(), reviewed, ApplyOptions.with(signOff()));
        Files.writeString(results.resolve("comment.md"), ResultReport.of(report).render(ResultFormat.MARKDOWN));
        return report.orThrow(); // once the comment is written: what failed has to be seen
    }

    private DesiredAccess desired() throws IOException {
        return DesiredAccessFile.reader().read(Files.readString(files.resolve("access.yaml")));
    }

    private SignOff signOff() throws IOException {
        Path file = files.resolve("sign-off.txt");
        return Files.exists(file)
                ? SignOff.of(Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank())
                        .toList())
                : SignOff.none();
    }
}
