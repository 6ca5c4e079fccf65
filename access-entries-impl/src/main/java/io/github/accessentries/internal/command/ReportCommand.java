package io.github.accessentries.internal.command;

import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.report.AccessReport;
import io.github.accessentries.report.ReportFormat;
import io.github.accessentries.risk.PowerPaths;
import io.github.accessentries.risk.Risks;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Renders who has which access to a cluster. */
@Command(
        name = "report",
        description = {
            "Tells who has which access to a cluster. With --both-halves, RBAC and aws-auth count, and the report has the"
                    + " risks that come of them."
        },
        footer = {"", "Example:", "  access-entries report --cluster prod --both-halves --output html --out access.html"
        })
final class ReportCommand extends HalvesCommand {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "How the report is printed: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Form form;

    @Option(names = "--paths", description = "Show paths to power as well; needs --both-halves.")
    private boolean paths;

    @Option(names = "--out", paramLabel = "REPORT", description = "A file for the report. Default: standard output.")
    private @Nullable Path file;

    ReportCommand() {
        super(LibraryUse.READING, LibraryUse.READING_RBAC);
    }

    @Override
    void check() {
        if (paths && !bothHalves()) {
            throw new IllegalArgumentException("--paths follows RBAC, which is not read; add --both-halves");
        }
    }

    @Override
    ExitCodes run(OpenCluster open) {
        String text = open.kubernetes()
                .map(kubernetes -> withRisks(open, kubernetes))
                .orElseGet(() -> AccessReport.of(ClusterAccess.read(open.entries())))
                .titled("Access to " + cluster())
                .render(form.format());
        if (file != null) {
            OutputFile.write(file, text);
        } else {
            out().print(text);
            out().flush();
        }
        return ExitCodes.DONE;
    }

    private AccessReport withRisks(OpenCluster open, KubernetesApi kubernetes) {
        ClusterReading reading = ClusterReading.read(open.entries(), kubernetes);
        AccessReport report = AccessReport.of(reading.model())
                .with(open.directory()
                        .map(directory -> Risks.of(
                                reading.model(),
                                reading.rbac(),
                                reading.mappings().awsAuth(),
                                directory))
                        .orElseGet(() -> Risks.of(
                                reading.model(),
                                reading.rbac(),
                                reading.mappings().awsAuth())));
        return paths ? report.with(PowerPaths.of(reading.model(), reading.rbac())) : report;
    }

    /** The forms of a report. */
    enum Form {
        TABLE,
        MARKDOWN,
        JSON,
        HTML,
        CSV,
        SARIF,
        DOT,
        MERMAID;

        private ReportFormat format() {
            return this == TABLE ? ReportFormat.TEXT : ReportFormat.valueOf(name());
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
