package io.github.accessentries.internal.command;

import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ReviewedPlan;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.report.ResultFormat;
import io.github.accessentries.report.ResultReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a cluster to its desired access. */
@Command(
        name = "apply",
        description = {
            "Brings a cluster to the desired access: plans, asks, and applies what was shown.",
            "Ctrl-C ends it after the calls in progress, and tells what was done and what was not; planning and applying"
                    + " again completes it."
        },
        footer = {
            "",
            "Examples:",
            "  access-entries apply --cluster prod access.yaml",
            "  access-entries apply --cluster prod --plan plan.json --yes access.yaml"
        })
final class ApplyCommand extends HalvesCommand {

    @Mixin
    private final DesiredOptions desired = new DesiredOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final SignOffOption signOff = new SignOffOption();

    @Mixin
    private final YesOption yes = new YesOption();

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            description =
                    "The plan that was reviewed, as plan --out stored it from the same file; another plan is refused.")
    private @Nullable Path reviewed;

    @Option(
            names = "--digest",
            paramLabel = "DIGEST",
            description = "The digest of the plan that was reviewed, as plan printed it; another plan is refused.")
    private @Nullable String digest;

    ApplyCommand() {
        super(LibraryUse.APPLYING, LibraryUse.APPLYING_RBAC);
    }

    @Override
    void check() {
        signOff.check();
        requireDigestOf(Optional.empty());
    }

    @Override
    ExitCodes run(OpenCluster open) {
        yes.requireAnswerable(context().terminal());
        ReviewedPlan asReviewed = reviewed == null ? null : ResultReport.readPlan(InputFile.read(reviewed));
        AccessPlan plan = open.entries().plan(desired.read(open, err()));
        if (asReviewed != null) {
            asReviewed.requireSame(plan);
        }
        requireDigestOf(Optional.of(plan));
        requireSignedOff(plan);
        if (!plan.isEmpty() && !yes.given()) {
            err().print(ResultReport.of(plan).render(ResultFormat.TEXT));
            err().flush();
            yes.require(
                    context().terminal(),
                    "Apply " + Counted.of(plan.changes().size(), "change") + " to cluster " + cluster() + "?");
        }
        return apply(open, plan);
    }

    /** Before there is a plan, it is looked whether it is a digest. */
    private void requireDigestOf(Optional<AccessPlan> plan) {
        if (digest != null) {
            ReviewedPlan reviewed = ReviewedPlan.ofDigest(cluster(), digest);
            plan.ifPresent(reviewed::requireSame);
        }
    }

    private void requireSignedOff(AccessPlan plan) {
        signOff.without(plan.findings())
                .forEach(name -> err().println(
                                "--sign-off=" + PlainText.name(name) + " is the name of no finding of this plan"));
        List<Finding> open = plan.findings().stream()
                .filter(finding -> !signOff.signOff().covers(finding))
                .toList();
        if (!open.isEmpty()) {
            throw new UnsafePlanException(plan.cluster(), open);
        }
    }

    private ExitCodes apply(OpenCluster open, AccessPlan plan) {
        Cancellation cancellation = context().cancellation();
        Progress progress =
                new Progress(context().terminal(), err(), plan.changes().size());
        ApplyOptions options = ApplyOptions.builder()
                .signOff(signOff.signOff())
                .listener(outcome -> {
                    progress.tell(outcome);
                    cancellation.check();
                })
                .build();
        ApplyReport report =
                cancellation.settled(cancellation.changing(() -> open.entries().apply(plan, options)));
        output.print(ResultReport.of(report), out());
        return ExitCodes.of(report, cancellation);
    }
}
