package io.github.accessentries.internal.command;

import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.report.ResultFormat;
import io.github.accessentries.report.ResultReport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what it takes to bring a cluster to its desired access. */
@Command(
        name = "plan",
        description =
                "Shows what has to change for a cluster to have the desired access, and for whom. Changes nothing.",
        footer = {"", "Example:", "  access-entries plan --cluster prod --out plan.json access.yaml"})
final class PlanCommand extends HalvesCommand {

    @Mixin
    private final DesiredOptions desired = new DesiredOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = "--out",
            paramLabel = "PLAN",
            description = "A file to store the plan in, for apply --plan to make sure that nothing else is applied.")
    private @Nullable Path stored;

    PlanCommand() {
        super(LibraryUse.PLANNING, LibraryUse.READING_RBAC);
    }

    @Override
    ExitCodes run(OpenCluster open) {
        AccessPlan plan = open.entries().plan(desired.read(open, err()));
        ResultReport report = ResultReport.of(plan);
        if (stored != null) {
            OutputFile.write(stored, report.render(ResultFormat.JSON));
        }
        output.print(report, out());
        return plan.isEmpty() ? ExitCodes.DONE : ExitCodes.DIFFERENT;
    }
}
