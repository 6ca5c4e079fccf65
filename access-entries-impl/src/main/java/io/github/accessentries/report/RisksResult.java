package io.github.accessentries.report;

import com.google.gson.JsonObject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.risk.Exposure;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.RiskKind;
import io.github.accessentries.risk.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The risks of a cluster, the most urgent first. */
record RisksResult(String cluster, List<Risk> risks) implements Result {

    RisksResult {
        // Whoever put them together may have had another order, and a reviewer reads from the top.
        risks = risks.stream()
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .toList();
    }

    @Override
    public String kind() {
        return "risks";
    }

    @Override
    public void addTo(JsonObject json) {
        JsonObject counts = new JsonObject();
        Stream.of(Severity.values()).forEach(severity -> counts.addProperty(severity.toString(), count(severity)));
        json.add("counts", counts);
        json.add("risks", RiskJson.risks(risks));
    }

    @Override
    public void addTo(Instant time, ResultPage page) {
        page.title("Risks of " + PlainText.name(cluster) + ": " + counts());
        if (risks.stream().anyMatch(risk -> risk.kind() == RiskKind.INCOMPLETE)) {
            page.strong("Not everything is known, so there may be more.");
        }
        List<Risk> toLookAt = risks.stream().filter(RisksResult::isToLookAt).toList();
        if (!toLookAt.isEmpty()) {
            page.table(
                    List.of("Severity", "Finding", "Concerns", "Remedy"),
                    toLookAt.stream().map(RisksResult::row).toList());
        }
        for (Risk risk : toLookAt) {
            page.section(risk.source(), risk.severity() + ", " + risk.kind().id(), false, within -> {
                within.paragraph(risk.summary());
                within.table(
                        List.of("Subject", "Where", "Ground"),
                        risk.exposures().stream().map(RisksResult::row).toList());
            });
        }
        page.foldedTable(
                "Worth knowing at most: set up by Kubernetes or AWS, or too little to change anything",
                List.of("Severity", "Finding", "Concerns", "Remedy"),
                risks.stream()
                        .filter(risk -> !isToLookAt(risk))
                        .map(RisksResult::row)
                        .toList());
        page.foot("Looked for at " + time);
    }

    /** What is unknown may hide something urgent, however little it is about itself. */
    private static boolean isToLookAt(Risk risk) {
        return risk.severity() != Severity.INFO || risk.kind() == RiskKind.INCOMPLETE;
    }

    private static List<String> row(Risk risk) {
        List<Exposure> exposures = risk.exposures();
        return List.of(
                risk.severity().toString(),
                risk.summary(),
                exposures.size() == 1 ? exposures.get(0).subject().toString() : Counted.of(exposures.size(), "subject"),
                risk.kind().remedy());
    }

    private static List<String> row(Exposure exposure) {
        return List.of(exposure.subject().toString(), Words.places(exposure.places()), exposure.ground());
    }

    private String counts() {
        List<String> counts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            if (count(severity) > 0) {
                counts.add(count(severity) + " " + severity);
            }
        }
        return counts.isEmpty() ? "none found" : String.join(", ", counts);
    }

    private long count(Severity severity) {
        return risks.stream().filter(risk -> risk.severity() == severity).count();
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable(
                "cluster", "severity", "id", "source", "finding", "kind", "subject", "where", "ground", "remedy");
        for (Risk risk : risks) {
            for (Exposure exposure : risk.exposures()) {
                for (Where place : exposure.places()) {
                    table.row(
                            cluster,
                            risk.severity().toString(),
                            risk.kind().id(),
                            risk.source(),
                            risk.summary(),
                            Words.kind(exposure.subject()),
                            exposure.subject().name(),
                            Words.place(place),
                            exposure.ground(),
                            risk.kind().remedy());
                }
            }
        }
        return table;
    }
}
