package io.github.accessentries.internal.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows with aligned columns. Each column is as wide as its widest cell, whatever the width of the terminal. Not
 * thread-safe.
 */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int rightAligned;

    private TextTable(int rightAligned) {
        this.rightAligned = rightAligned;
    }

    /** Starts a table without rows. */
    public TextTable() {
        this(0);
    }

    /**
     * Starts a table whose first column holds numbers.
     *
     * @return a table without rows that aligns its first column to the right
     */
    public static TextTable withNumbers() {
        return new TextTable(1);
    }

    /**
     * Adds a row.
     *
     * @param cells one text for each column, from any source; each is put on one line
     * @return this table
     */
    public TextTable row(String... cells) {
        rows.add(List.of(cells).stream().map(PlainText::of).toList());
        return this;
    }

    /**
     * The table.
     *
     * @param indent what each row begins with
     * @return the rows, each with a line end and without trailing blanks
     */
    public String text(String indent) {
        int[] widths = widths();
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                String padding = " ".repeat(widths[i] - cell.length());
                line.append(i < rightAligned ? padding + cell : cell + padding).append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }
}
