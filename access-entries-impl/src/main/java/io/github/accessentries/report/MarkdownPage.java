package io.github.accessentries.report;

import io.github.accessentries.internal.text.MarkdownText;
import java.util.List;
import java.util.function.Consumer;

/** A page of Markdown that begins with what matters and folds the rest. All texts are escaped. For one thread. */
final class MarkdownPage {

    /** What is longer has to be asked for. */
    private static final int OPEN_ROWS = 10;

    private final StringBuilder text = new StringBuilder();

    void title(String title) {
        text.append("### ").append(MarkdownText.of(title)).append("\n\n");
    }

    void paragraph(String sentence) {
        text.append(MarkdownText.of(sentence)).append("\n\n");
    }

    void strong(String sentence) {
        text.append("**").append(MarkdownText.of(sentence)).append("**\n\n");
    }

    void list(List<?> items) {
        items.forEach(item -> item(MarkdownText.of(item.toString())));
        end();
    }

    /** An item that is escaped already. */
    void item(String markdown) {
        text.append("- ").append(markdown).append('\n');
    }

    void end() {
        text.append('\n');
    }

    void table(List<String> columns, List<List<String>> rows) {
        text.append(MarkdownText.row(columns))
                .append("|---".repeat(columns.size()))
                .append("|\n");
        rows.forEach(row -> text.append(MarkdownText.row(row)));
        end();
    }

    /** A table under a line that opens it; a short one is open. Nothing, if it is empty. */
    void foldedTable(String summary, List<String> columns, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            folded(summary, rows.size() <= OPEN_ROWS, page -> page.table(columns, rows));
        }
    }

    /** A list under a line that opens it. Nothing, if it is empty. */
    void foldedList(String summary, List<?> items) {
        if (!items.isEmpty()) {
            folded(summary, false, page -> page.list(items));
        }
    }

    /** Viewers show the summary as HTML, so it must not have names from outside. */
    private void folded(String summary, boolean open, Consumer<MarkdownPage> content) {
        text.append(open ? "<details open>" : "<details>")
                .append("<summary>")
                .append(summary)
                .append("</summary>\n\n");
        content.accept(this);
        text.append("</details>\n\n");
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
