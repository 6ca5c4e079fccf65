package io.github.accessentries.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a result says to people: what has to be decided first, the rest in sections that open. Its texts are as they are; each form
 * escapes them. For one thread.
 */
final class ResultPage {

    /** What is longer has to be asked for. */
    private static final int OPEN_ROWS = 10;

    private final List<Part> parts = new ArrayList<>();
    private String title = "";
    private String foot = "";

    /** A piece of a page. */
    sealed interface Part {}

    /** A sentence by itself. */
    record Sentence(String text, boolean strong) implements Part {}

    /**
     * A list.
     *
     * @param announcement a strong sentence before it, which is nowhere without the list; empty if there is none
     */
    record Items(String announcement, List<Item> items) implements Part {}

    /** An item of a list: what is to be copied out of it, perhaps empty, and what there is to say. */
    record Item(String copied, String text) {}

    /** A table. */
    record Table(List<String> columns, List<List<String>> rows) implements Part {}

    /**
     * What is shown under a line, perhaps only when somebody opens it.
     *
     * @param name what it is about, perhaps from outside; empty if it is about all
     * @param summary words of ours
     */
    record Section(String name, String summary, boolean open, ResultPage content) implements Part {}

    String title() {
        return title;
    }

    String foot() {
        return foot;
    }

    List<Part> parts() {
        return parts;
    }

    void title(String text) {
        title = text;
    }

    /** The last line. */
    void foot(String text) {
        foot = text;
    }

    void paragraph(String sentence) {
        parts.add(new Sentence(sentence, false));
    }

    void strong(String sentence) {
        parts.add(new Sentence(sentence, true));
    }

    void list(List<?> items) {
        list("", items);
    }

    void list(String announcement, List<?> items) {
        items(
                announcement,
                items.stream().map(item -> new Item("", item.toString())).toList());
    }

    void items(String announcement, List<Item> items) {
        parts.add(new Items(announcement, items));
    }

    void table(List<String> columns, List<List<String>> rows) {
        parts.add(new Table(columns, rows));
    }

    /** A table under a line that opens it; a short one is open. Nothing, if it is empty. */
    void foldedTable(String summary, List<String> columns, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            section("", summary, rows.size() <= OPEN_ROWS, page -> page.table(columns, rows));
        }
    }

    /** A list under a line that opens it. Nothing, if it is empty. */
    void foldedList(String summary, List<?> items) {
        if (!items.isEmpty()) {
            section("", summary, false, page -> page.list(items));
        }
    }

    void section(String name, String summary, boolean open, Consumer<ResultPage> content) {
        ResultPage within = new ResultPage();
        content.accept(within);
        parts.add(new Section(name, summary, open, within));
    }
}
