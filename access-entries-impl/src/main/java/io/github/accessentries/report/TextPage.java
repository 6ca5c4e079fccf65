package io.github.accessentries.report;

import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.text.TextTable;
import io.github.accessentries.report.ResultPage.Item;
import io.github.accessentries.report.ResultPage.Items;
import io.github.accessentries.report.ResultPage.Part;
import io.github.accessentries.report.ResultPage.Section;
import io.github.accessentries.report.ResultPage.Sentence;
import io.github.accessentries.report.ResultPage.Table;

/** A page as text for terminals, with nothing left out. */
final class TextPage {

    private static final String DEEPER = "  ";

    private final StringBuilder text = new StringBuilder();

    private TextPage() {}

    static String of(ResultPage page) {
        TextPage rendering = new TextPage();
        rendering.line("", page.title());
        page.parts().forEach(part -> rendering.add(part, ""));
        if (!page.foot().isEmpty()) {
            rendering.text.append('\n');
            rendering.line("", page.foot());
        }
        return rendering.text.toString();
    }

    /** Sections lie in one another no deeper than results put them there. */
    private void add(Part part, String indent) {
        text.append('\n');
        if (part instanceof Sentence sentence) {
            line(indent, sentence.text());
        } else if (part instanceof Items items) {
            if (!items.announcement().isEmpty()) {
                line(indent, items.announcement());
                text.append('\n');
            }
            items.items().forEach(item -> line(indent, "- " + words(item)));
        } else if (part instanceof Table table) {
            TextTable aligned = new TextTable().row(table.columns().toArray(String[]::new));
            table.rows().forEach(row -> aligned.row(row.toArray(String[]::new)));
            text.append(aligned.text(indent));
        } else {
            Section section = (Section) part;
            String name = section.name().isEmpty() ? "" : PlainText.distinct(section.name()) + ": ";
            line(indent, name + section.summary() + ":");
            section.content().parts().forEach(each -> add(each, indent + DEEPER));
        }
    }

    private static String words(Item item) {
        return item.copied() + (item.copied().isEmpty() || item.text().isEmpty() ? "" : ": ") + item.text();
    }

    private void line(String indent, String line) {
        text.append(indent).append(PlainText.of(line)).append('\n');
    }
}
