package io.github.accessentries.report;

import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The report for spreadsheets, by RFC 4180. Spreadsheets of some countries take a semicolon for the end of a cell, and do not
 * see the quotes then, so that no formula may begin after one either.
 */
record CsvReport(AccessReport report) {

    private static final String LINE_END = "\r\n";

    /**
     * Where a spreadsheet could take the rest of a text for a formula, wide forms included. Quotes after a semicolon can be
     * those of a cell.
     */
    private static final Pattern FORMULA = Pattern.compile("(^|;)([ \"]*)(?=[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])");

    String render() {
        StringBuilder text = new StringBuilder();
        append(text, List.of("kind", "subject", "source", "where", "level", "more", "incomplete", "by", "doubts"));
        report.doubts()
                .forEach(doubt -> append(
                        text, List.of("incomplete", report.title(), "", "everywhere", "", "", "true", "", doubt)));
        for (ReportRow row : report.rows()) {
            append(text, row, "everywhere", row.everywhere(), null);
            for (String namespace : report.namespaces()) {
                Standing standing = row.in(namespace);
                if (standing.level() != Level.NONE || standing.incomplete()) {
                    append(text, row, namespace, standing, namespace);
                }
            }
        }
        return text.toString();
    }

    private static void append(
            StringBuilder text, ReportRow row, String where, Standing standing, @Nullable String namespace) {
        String by = row.grants().stream()
                .filter(grant -> grant.where().includes(namespace))
                .map(grant -> grant.reason().summary())
                .distinct()
                .collect(Collectors.joining("; "));
        append(
                text,
                List.of(
                        Words.kind(row.subject()),
                        row.subject().name(),
                        row.source(),
                        where,
                        standing.level().toString(),
                        String.valueOf(standing.more()),
                        String.valueOf(standing.incomplete()),
                        by,
                        namespace == null || standing.incomplete() ? String.join("; ", row.doubts()) : ""));
    }

    private static void append(StringBuilder text, List<String> fields) {
        text.append(fields.stream().map(CsvReport::field).collect(Collectors.joining(",")))
                .append(LINE_END);
    }

    private static String field(String value) {
        String safe = FORMULA.matcher(PlainText.of(value)).replaceAll("$1$2'");
        boolean quoted = Stream.of(",", ";", "\"").anyMatch(safe::contains);
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
