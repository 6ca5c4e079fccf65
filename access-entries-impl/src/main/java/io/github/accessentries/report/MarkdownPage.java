package io.github.accessentries.report;

import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.MarkdownText;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.report.ResultPage.Item;
import io.github.accessentries.report.ResultPage.Items;
import io.github.accessentries.report.ResultPage.Part;
import io.github.accessentries.report.ResultPage.Section;
import io.github.accessentries.report.ResultPage.Sentence;
import io.github.accessentries.report.ResultPage.Table;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A page as GitHub-flavoured Markdown that fits into a comment. Where it does not, each part keeps what it has first, short parts
 * stay whole, and whatever is left out is told at its place and at the top. For one thread.
 */
final class MarkdownPage {

    /** What GitHub takes as a comment. */
    static final int MOST_CHARACTERS = 65_536;

    /** So that no single name can push out what comes after it. */
    private static final int MOST_OF_A_TEXT = 1_000;

    private static final int ROOM_FOR_NOTES = 200;

    /** One without room is left out by itself, so that it cannot hide those behind it. */
    private static final int LONG_LINE = 4 * MOST_OF_A_TEXT;

    private final int most;
    private int leftOut;

    private MarkdownPage(int most) {
        this.most = most;
    }

    static String of(ResultPage page) {
        return of(page, MOST_CHARACTERS);
    }

    /** At least ten thousand characters, so that there is room for the first and the last line. */
    static String of(ResultPage page, int most) {
        return new MarkdownPage(most).render(page);
    }

    private String render(ResultPage page) {
        String title = "### " + escaped(page.title()) + "\n\n";
        String foot = page.foot().isEmpty() ? "" : escaped(page.foot()) + "\n";
        String body = parts(page.parts(), most - title.length() - foot.length() - ROOM_FOR_NOTES);
        String note = leftOut == 0
                ? ""
                : "**Too long for a comment: " + Counted.of(leftOut, "line is", "lines are")
                        + " left out. The other formats have all.**\n\n";
        return (title + note + body + foot).stripTrailing() + "\n";
    }

    private String parts(List<Part> parts, int room) {
        List<String> whole =
                parts.stream().map(part -> part(part, Integer.MAX_VALUE)).toList();
        if (whole.stream().mapToLong(String::length).sum() <= room) {
            return String.join("", whole);
        }
        int[] shares = shares(whole, room);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shares.length; i++) {
            text.append(whole.get(i).length() <= shares[i] ? whole.get(i) : part(parts.get(i), shares[i]));
        }
        return text.toString();
    }

    /** As much as each needs, the shortest first, of what is there for it and all longer ones in equal parts. */
    private static int[] shares(List<String> texts, int room) {
        int[] shares = new int[texts.size()];
        int left = Math.max(0, room);
        int others = texts.size();
        List<Integer> shortestFirst = IntStream.range(0, texts.size())
                .boxed()
                .sorted((one, other) -> Integer.compare(
                        texts.get(one).length(), texts.get(other).length()))
                .toList();
        for (int index : shortestFirst) {
            shares[index] = Math.min(texts.get(index).length(), left / others);
            left -= shares[index];
            others--;
        }
        return shares;
    }

    /** The part, or as much of it as there is room for. */
    private String part(Part part, int room) {
        if (part instanceof Sentence sentence) {
            String text = sentence.strong() ? "**" + escaped(sentence.text()) + "**" : escaped(sentence.text());
            return orNothing(text + "\n\n", room, 1);
        }
        if (part instanceof Items items) {
            return lines("", items.items(), MarkdownPage::item, "- ", room);
        }
        if (part instanceof Table table) {
            String head = MarkdownText.row(table.columns())
                    + "|---".repeat(table.columns().size()) + "|\n";
            return lines(head, table.rows(), MarkdownPage::row, "\n", room);
        }
        Section section = (Section) part;
        String head = (section.open() ? "<details open>" : "<details>") + "<summary>" + html(section.name())
                + section.summary() + "</summary>\n\n";
        String end = "</details>\n\n";
        int within = room - head.length() - end.length();
        return within < ROOM_FOR_NOTES
                ? orNothing("", -1, lines(section.content()))
                : head + parts(section.content().parts(), within) + end;
    }

    private String orNothing(String text, int room, int lines) {
        if (text.length() <= room) {
            return text;
        }
        leftOut += lines;
        return "";
    }

    /** As many as there is room for, and how many there are more. */
    private <T> String lines(String head, List<T> all, Function<T, String> line, String beforeNote, int room) {
        StringBuilder text = new StringBuilder(head);
        int told = 0;
        for (T each : all) {
            String next = line.apply(each);
            if (room == Integer.MAX_VALUE || text.length() + next.length() <= room - ROOM_FOR_NOTES) {
                text.append(next);
                told++;
            } else if (next.length() <= LONG_LINE) {
                break;
            }
        }
        if (told == 0 && !all.isEmpty()) {
            return orNothing("", -1, all.size());
        }
        if (told < all.size()) {
            leftOut += all.size() - told;
            text.append(beforeNote).append("and ").append(all.size() - told).append(" more\n");
        }
        return text.append('\n').toString();
    }

    private static int lines(ResultPage page) {
        return page.parts().stream().mapToInt(MarkdownPage::lines).sum();
    }

    private static int lines(Part part) {
        if (part instanceof Items items) {
            return items.items().size();
        }
        if (part instanceof Table table) {
            return table.rows().size();
        }
        return part instanceof Section section ? lines(section.content()) : 1;
    }

    private static String item(Item item) {
        String copied = item.copied().isEmpty() ? "" : MarkdownText.code(item.copied());
        String between = item.copied().isEmpty() || item.text().isEmpty() ? "" : ": ";
        return "- " + copied + between + escaped(item.text()) + "\n";
    }

    private static String row(List<String> cells) {
        return MarkdownText.row(cells.stream().map(MarkdownPage::cut).toList());
    }

    private static String escaped(String text) {
        return MarkdownText.of(cut(text));
    }

    /** What has to be copied is never cut. */
    private static String cut(String text) {
        if (text.length() <= MOST_OF_A_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MOST_OF_A_TEXT - 1)) ? MOST_OF_A_TEXT - 1 : MOST_OF_A_TEXT;
        return text.substring(0, end) + "… (" + (text.length() - end) + " characters more)";
    }

    /** Viewers take the line for HTML, in which no backslash helps; within code they look for neither links nor mentions. */
    private static String html(String name) {
        return name.isEmpty()
                ? ""
                : "<code>"
                        + PlainText.distinct(cut(name))
                                .replace("&", "&amp;")
                                .replace("<", "&lt;")
                                .replace(">", "&gt;")
                        + "</code>: ";
    }
}
