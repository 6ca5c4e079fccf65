package io.github.accessentries.report;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report for spreadsheets. */
record CsvReport(AccessReport report) {

    String render() {
        CsvTable table =
                new CsvTable("kind", "subject", "source", "where", "level", "more", "incomplete", "by", "doubts");
        report.notes().forEach(note -> table.row("note", report.title(), "", "everywhere", "", "", "", "", note));
        report.doubts()
                .forEach(doubt -> table.row("incomplete", report.title(), "", "everywhere", "", "", "true", "", doubt));
        for (ReportRow row : report.rows()) {
            add(table, row, "everywhere", row.everywhere(), null);
            for (String namespace : report.namespaces()) {
                Standing standing = row.in(namespace);
                if (standing.level() != Level.NONE || standing.incomplete()) {
                    add(table, row, namespace, standing, namespace);
                }
            }
        }
        return table.toString();
    }

    private static void add(
            CsvTable table, ReportRow row, String where, Standing standing, @Nullable String namespace) {
        String by = row.grants().stream()
                .filter(grant -> grant.where().includes(namespace))
                .map(grant -> grant.reason().summary())
                .distinct()
                .collect(Collectors.joining("; "));
        table.row(
                Words.kind(row.subject()),
                row.subject().name(),
                row.source(),
                where,
                standing.level().toString(),
                String.valueOf(standing.more()),
                String.valueOf(standing.incomplete()),
                by,
                namespace == null || standing.incomplete() ? String.join("; ", row.doubts()) : "");
    }
}
