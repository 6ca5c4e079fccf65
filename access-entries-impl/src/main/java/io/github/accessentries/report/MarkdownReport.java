package io.github.accessentries.report;

import io.github.accessentries.internal.text.MarkdownText;
import io.github.accessentries.risk.Exposure;
import io.github.accessentries.risk.Risk;
import java.util.List;

/** The report as Markdown. Names are escaped, so that they stay text. */
record MarkdownReport(AccessReport report) {

    String render() {
        StringBuilder text = new StringBuilder()
                .append("# ")
                .append(MarkdownText.of(report.title()))
                .append("\n\n")
                .append(MarkdownText.of(Words.counts(report)))
                .append(".\n\n")
                .append(MarkdownText.of(Words.legend()))
                .append("\n\n");
        report.notes()
                .forEach(note ->
                        text.append("Note: ").append(MarkdownText.of(note)).append(".\n\n"));
        Words.doubts(report)
                .forEach(doubt -> text.append("Incomplete: ")
                        .append(MarkdownText.of(doubt))
                        .append(".\n\n"));
        text.append("| Subject | Kind | Everywhere | In namespaces |\n|---|---|---|---|\n");
        for (ReportRow row : report.rows()) {
            appendRow(
                    text,
                    row.subject().name(),
                    Words.kind(row.subject()),
                    row.everywhere().toString(),
                    Words.elsewhere(row));
        }
        if (!report.risks().isEmpty()) {
            text.append("\n## Findings\n");
            report.risks().forEach(risk -> append(text, risk));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Risk risk) {
        text.append("\n### ")
                .append(risk.severity())
                .append(": ")
                .append(MarkdownText.of(risk.summary()))
                .append("\n\n`")
                .append(risk.kind().id())
                .append("`. ")
                .append(MarkdownText.of(risk.kind().remedy()))
                .append("\n\n| Subject | Where | Ground |\n|---|---|---|\n");
        for (Exposure exposure : risk.exposures()) {
            appendRow(text, exposure.subject().toString(), Words.places(exposure.places()), exposure.ground());
        }
    }

    private static void appendRow(StringBuilder text, String... cells) {
        text.append(MarkdownText.row(List.of(cells)));
    }
}
