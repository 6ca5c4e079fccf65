package io.github.accessentries.report;

import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.text.TextTable;
import io.github.accessentries.risk.Exposure;
import io.github.accessentries.risk.Risk;
import java.util.List;
import java.util.Locale;

/** The report for terminals. */
record TextReport(AccessReport report) {

    String render() {
        StringBuilder text = new StringBuilder()
                .append(PlainText.of(report.title()))
                .append(": ")
                .append(Words.counts(report))
                .append('\n')
                .append(Words.legend())
                .append("\n\n");
        report.notes()
                .forEach(note -> text.append("NOTE ").append(PlainText.of(note)).append('\n'));
        List<String> doubts = Words.doubts(report);
        doubts.forEach(
                doubt -> text.append("INCOMPLETE ").append(PlainText.of(doubt)).append('\n'));
        if (!doubts.isEmpty() || !report.notes().isEmpty()) {
            text.append('\n');
        }
        TextTable table = new TextTable().row("SUBJECT", "EVERYWHERE", "IN NAMESPACES");
        for (ReportRow row : report.rows()) {
            table.row(row.subject().toString(), row.everywhere().toString(), Words.elsewhere(row));
        }
        text.append(table.text(""));
        report.risks().forEach(risk -> append(text, risk));
        return text.toString();
    }

    private static void append(StringBuilder text, Risk risk) {
        text.append('\n')
                .append(risk.severity().toString().toUpperCase(Locale.ROOT))
                .append(' ')
                .append(risk.kind().id())
                .append(": ")
                .append(PlainText.of(risk.summary()))
                .append("\n  Remedy: ")
                .append(risk.kind().remedy())
                .append('\n');
        TextTable exposures = new TextTable();
        for (Exposure exposure : risk.exposures()) {
            exposures.row(exposure.subject().toString(), Words.places(exposure.places()), exposure.ground());
        }
        text.append(exposures.text("  - "));
    }
}
