package io.github.accessentries.internal.command;

import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.manage.ExpiryReport;
import io.github.accessentries.report.ResultReport;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes away what has ended. */
@Command(
        name = "expire",
        description = "Takes away the access whose time is over; for a schedule. It does not ask.",
        footer = {"", "Example:", "  access-entries expire --cluster prod"})
final class ExpireCommand extends ClusterCommand {

    @Mixin
    private final HalvesOption halves = new HalvesOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final SignOffOption signOff = new SignOffOption();

    @Override
    List<LibraryUse> uses() {
        return halves.given() ? List.of(LibraryUse.MANAGING, LibraryUse.APPLYING_RBAC) : List.of(LibraryUse.MANAGING);
    }

    @Override
    boolean bothHalves() {
        return halves.given();
    }

    @Override
    ExitCodes run(OpenCluster open) {
        ExpiryReport report =
                context().cancellation().changing(() -> open.entries().expire(signOff.signOff()));
        output.print(ResultReport.of(report), out());
        return report.isComplete() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
}
