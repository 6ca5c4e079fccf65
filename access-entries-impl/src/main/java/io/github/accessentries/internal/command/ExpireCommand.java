package io.github.accessentries.internal.command;

import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.manage.ExpiryReport;
import io.github.accessentries.report.ResultReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes away what has ended. */
@Command(
        name = "expire",
        description = "Takes away the access whose time is over; for a schedule. It does not ask.",
        footer = {"", "Example:", "  access-entries expire --cluster prod"})
final class ExpireCommand extends HalvesCommand {

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final SignOffOption signOff = new SignOffOption();

    ExpireCommand() {
        super(LibraryUse.MANAGING, LibraryUse.APPLYING_RBAC);
    }

    @Override
    void check() {
        signOff.check();
    }

    @Override
    ExitCodes run(OpenCluster open) {
        ExpiryReport report =
                context().cancellation().changing(() -> open.entries().expire(signOff.signOff()));
        output.print(ResultReport.of(report), out());
        return ExitCodes.of(report.isComplete(), context().cancellation());
    }
}
