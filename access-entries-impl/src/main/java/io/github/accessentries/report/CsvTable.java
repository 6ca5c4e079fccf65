package io.github.accessentries.report;

import io.github.accessentries.internal.text.PlainText;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines for spreadsheets, by RFC 4180. Spreadsheets of some countries take a semicolon for the end of a cell, and do not see the
 * quotes then, so that no formula may begin after one either. For one thread.
 */
final class CsvTable {

    private static final String LINE_END = "\r\n";

    /**
     * Where a spreadsheet could take the rest of a text for a formula, wide forms included. Quotes after a semicolon can be
     * those of a cell.
     */
    private static final Pattern FORMULA = Pattern.compile("(^|;)([ \"]*)(?=[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])");

    private final StringBuilder text = new StringBuilder();
    private final int columns;

    CsvTable(String... columns) {
        this.columns = columns.length;
        append(List.of(columns));
    }

    /** A line; what is missing at its end is empty. */
    void row(String... cells) {
        append(Stream.concat(Stream.of(cells), Stream.generate(() -> ""))
                .limit(columns)
                .toList());
    }

    private void append(Collection<String> cells) {
        text.append(cells.stream().map(CsvTable::cell).collect(Collectors.joining(",")))
                .append(LINE_END);
    }

    private static String cell(String value) {
        String safe = FORMULA.matcher(PlainText.of(value)).replaceAll("$1$2'");
        boolean quoted = Stream.of(",", ";", "\"").anyMatch(safe::contains);
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
