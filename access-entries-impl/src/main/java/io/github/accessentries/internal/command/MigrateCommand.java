package io.github.accessentries.internal.command;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.migration.AwsAuthMigration;
import io.github.accessentries.migration.MappingOutcome;
import io.github.accessentries.migration.MigrationPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.report.ResultFormat;
import io.github.accessentries.report.ResultReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves a cluster from aws-auth to access entries, a step at a time. */
@Command(
        name = "migrate",
        description = {
            "Moves a cluster from the aws-auth ConfigMap to access entries, with proof that nobody gains or loses access.",
            "Without --make-entries and --leave-config-map, it shows the plan and changes nothing."
        },
        footer = {
            "",
            "Examples:",
            "  access-entries migrate --cluster prod",
            "  access-entries migrate --cluster prod --make-entries aws-auth.json",
            "  access-entries migrate --cluster prod --leave-config-map"
        })
final class MigrateCommand extends ClusterCommand {

    @ArgGroup
    private @Nullable Step step;

    /** One of the two. */
    static final class Step {
        @Option(
                names = "--make-entries",
                paramLabel = "BACKUP",
                description = "Make the entries beside the ConfigMap, of which this file becomes a backup.")
        private @Nullable Path backup;

        @Option(
                names = "--leave-config-map",
                description = "Have the cluster use access entries alone, which cannot be undone.")
        private boolean leave;
    }

    @Option(
            names = "--move-bindings",
            description = "Give groups whose names EKS reserves one of your own, and bind it alike.")
    private boolean moveBindings;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final SignOffOption signOff = new SignOffOption();

    @Mixin
    private final YesOption yes = new YesOption();

    @Override
    List<LibraryUse> uses() {
        return step == null
                ? List.of(LibraryUse.READING, LibraryUse.READING_RBAC)
                : moveBindings
                        ? List.of(LibraryUse.MIGRATING, LibraryUse.APPLYING_RBAC)
                        : List.of(LibraryUse.MIGRATING);
    }

    @Override
    boolean bothHalves() {
        return true;
    }

    @Override
    void check() {
        signOff.check();
    }

    @Override
    ExitCodes run(OpenCluster open) {
        KubernetesApi kubernetes = open.kubernetes().orElseThrow();
        AwsAuthMigration.Builder builder =
                AwsAuthMigration.builder().cluster(open.entries()).kubernetes(kubernetes);
        open.directory().ifPresent(builder::directory);
        if (moveBindings) {
            builder.moveBindings();
        }
        AwsAuthMigration migration = builder.build();
        if (step == null) {
            return plan(migration);
        }
        yes.requireAnswerable(context().terminal());
        return step.leave ? leaveConfigMap(migration) : makeEntries(migration, requireNonNull(step.backup));
    }

    private ExitCodes plan(AwsAuthMigration migration) {
        MigrationPlan plan = migration.plan();
        output.print(ResultReport.of(cluster(), plan), out());
        boolean isMoved = plan.outcomes().stream().allMatch(outcome -> outcome.kind() == MappingOutcome.Kind.IDLE);
        return isMoved && plan.isProven() ? ExitCodes.DONE : ExitCodes.DIFFERENT;
    }

    private ExitCodes makeEntries(AwsAuthMigration migration, Path backup) {
        Optional<MigrationPlan> shown = ask(migration, "Make these entries on cluster " + cluster() + "?");
        Cancellation cancellation = context().cancellation();
        ApplyOptions options = ApplyOptions.builder()
                .signOff(signOff.signOff())
                .listener(outcome -> cancellation.check())
                .build();
        ApplyReport report = cancellation.settled(cancellation.changing(
                () -> shown.map(plan -> migration.makeEntries(plan, backup, options, this::tell))
                        .orElseGet(() -> migration.makeEntries(backup, options, this::tell))));
        output.print(ResultReport.of(report), out());
        return ExitCodes.of(report, cancellation);
    }

    private ExitCodes leaveConfigMap(AwsAuthMigration migration) {
        Optional<MigrationPlan> shown =
                ask(migration, "Have cluster " + cluster() + " use access entries alone? This cannot be undone.");
        ModeChange change = context()
                .cancellation()
                .changing(() -> shown.map(plan -> migration.leaveConfigMap(plan, signOff.signOff(), this::tell))
                        .orElseGet(() -> migration.leaveConfigMap(signOff.signOff(), this::tell)));
        output.print(ResultReport.of(cluster(), change), out());
        return ExitCodes.DONE;
    }

    /** What somebody has agreed to, unless nobody was to be asked. */
    private Optional<MigrationPlan> ask(AwsAuthMigration migration, String question) {
        if (yes.given()) {
            return Optional.empty();
        }
        MigrationPlan plan = migration.plan();
        err().print(ResultReport.of(cluster(), plan).render(ResultFormat.TEXT));
        err().flush();
        yes.require(context().terminal(), question);
        return Optional.of(plan);
    }

    /** The steps are few, and one may wait for minutes, so a pipe sees them as well. */
    private void tell(String line) {
        err().println(OptionWords.of(line));
        err().flush();
    }
}
