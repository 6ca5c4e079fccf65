package io.github.accessentries.internal.command;

import io.github.accessentries.RateLimit;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.internal.calls.ClusterCalls;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.report.AccessReport;
import io.github.accessentries.report.ReportFormat;
import io.github.accessentries.risk.PowerPaths;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.Risks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.eks.model.Cluster;

/** Renders who has which access to a cluster. */
@Command(
        name = "report",
        description = {
            "Tells who has which access to a cluster. With --both-halves, RBAC and aws-auth count, and the report has the"
                    + " risks that come of them, and of a certificate authority that ends soon."
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
        KnownAccess known = KnownAccess.read(open);
        AccessReport report =
                AccessReport.of(known.model()).titled("Access to " + cluster()).noting(known.halves());
        ClusterReading reading = known.reading();
        String text = (reading == null ? report : withRisks(report, open, reading)).render(form.format());
        if (file != null) {
            OutputFile.write(file, text);
        } else {
            out().print(text);
            out().flush();
        }
        return ExitCodes.DONE;
    }

    private AccessReport withRisks(AccessReport report, OpenCluster open, ClusterReading reading) {
        AwsAuth awsAuth = reading.mappings().awsAuth();
        List<Risk> risks = new ArrayList<>(open.directory()
                .map(directory -> Risks.of(reading.model(), reading.rbac(), awsAuth, directory))
                .orElseGet(() -> Risks.of(reading.model(), reading.rbac(), awsAuth)));
        Cluster described =
                ClusterCalls.of(open.eks(), cluster(), RateLimit.none()).cluster();
        risks.addAll(Risks.ofAuthority(described, Clock.systemUTC()));
        AccessReport withRisks = report.with(risks);
        return paths ? withRisks.with(PowerPaths.of(reading.model(), reading.rbac())) : withRisks;
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
