package io.github.accessentries.internal.command;

import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.fleet.Drift;
import io.github.accessentries.report.ResultReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells whether a cluster still has its desired access. */
@Command(
        name = "drift",
        description = "Tells whether a cluster still has the desired access, and which principals nobody lists.",
        footer = {"", "Example:", "  access-entries drift --cluster prod --output json access.yaml"})
final class DriftCommand extends HalvesCommand {

    @Mixin
    private final DesiredOptions desired = new DesiredOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    DriftCommand() {
        super(LibraryUse.PLANNING, LibraryUse.READING_RBAC);
    }

    @Override
    ExitCodes run(OpenCluster open) {
        Drift drift = Drift.of(open.entries(), desired.read(open, err()));
        output.print(ResultReport.of(drift), out());
        if (!drift.inSync()) {
            return ExitCodes.DIFFERENT;
        }
        return drift.notCompared().isEmpty() ? ExitCodes.DONE : ExitCodes.OPEN;
    }
}
