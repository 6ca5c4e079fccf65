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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A page as GitHub-flavoured Markdown that fits into a comment. Where it does not, what is open gets room before what is folded, each
 * part keeps what it has first, and whatever is left out is told at its place and at the top. For one thread.
 */
final class MarkdownPage {

    /** What GitHub takes as a comment. */
    static final int MOST_CHARACTERS = 65_536;

    /** So that no single name can push out what comes after it. */
    private static final int MOST_OF_A_TEXT = 1_000;

    private static final int ROOM_FOR_NOTES = 200;

    private static final int ROOM_FOR_MORE = 40;

    /** With less, nobody opens it. */
    private static final int LEAST_OF_A_SECTION = 1_500;

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

    /** At least fifteen thousand characters, so that there is room for the first and the last line, whatever names they have. */
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
        String[] texts = new String[parts.size()];
        int left = Math.max(0, room);
        left -= fillOpen(parts, whole, left, texts);
        fillFolded(parts, whole, left, texts);
        return String.join("", texts);
    }

    /**
     * What everybody has to see goes as far as it goes, in its order, but for a piece of half the room that each part keeps for
     * itself, so that no list of findings hides all that failed.
     *
     * @return how much it took
     */
    private int fillOpen(List<Part> parts, List<String> whole, int room, String[] texts) {
        List<Integer> open = indexes(parts, part -> !(part instanceof Section));
        int least = room / 2 / Math.max(1, open.size());
        int kept = open.stream()
                .mapToInt(index -> Math.min(whole.get(index).length(), least))
                .sum();
        int taken = 0;
        for (int index : open) {
            kept -= Math.min(whole.get(index).length(), least);
            texts[index] = fitted(parts.get(index), whole.get(index), room - taken - kept);
            taken += texts[index].length();
        }
        return taken;
    }

    /** The first ones for which there is some room share what is left, the shortest first: what one does not need, longer ones get. */
    private void fillFolded(List<Part> parts, List<String> whole, int room, String[] texts) {
        List<Integer> served = new ArrayList<>();
        int needed = 0;
        for (int index : indexes(parts, part -> part instanceof Section)) {
            int least = Math.min(whole.get(index).length(), LEAST_OF_A_SECTION);
            if (needed + least <= room) {
                needed += least;
                served.add(index);
            } else {
                texts[index] = leftOut(lines(parts.get(index)));
            }
        }
        served.sort(Comparator.comparingInt(index -> whole.get(index).length()));
        int left = room;
        int others = served.size();
        for (int index : served) {
            texts[index] = fitted(parts.get(index), whole.get(index), left / others);
            left -= texts[index].length();
            others--;
        }
    }

    private static List<Integer> indexes(List<Part> parts, Predicate<Part> which) {
        return IntStream.range(0, parts.size())
                .filter(index -> which.test(parts.get(index)))
                .boxed()
                .toList();
    }

    private String fitted(Part part, String whole, int room) {
        return whole.length() <= room ? whole : part(part, room);
    }

    /** The part, or as much of it as there is room for. */
    private String part(Part part, int room) {
        if (part instanceof Sentence sentence) {
            String text = sentence.strong() ? "**" + escaped(sentence.text()) + "**" : escaped(sentence.text());
            return text.length() + 2 <= room ? text + "\n\n" : leftOut(1);
        }
        if (part instanceof Items items) {
            String announcement = items.announcement().isEmpty() ? "" : "**" + escaped(items.announcement()) + "**\n\n";
            return lines(announcement, items.items(), MarkdownPage::item, "- ", room);
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
        if (within < ROOM_FOR_NOTES) {
            return leftOut(lines(section.content()));
        }
        String content = parts(section.content().parts(), within);
        return content.isEmpty() && !section.content().parts().isEmpty() ? "" : head + content + end;
    }

    private String leftOut(int lines) {
        leftOut += lines;
        return "";
    }

    /** As many as there is room for, and how many there are more. */
    private <T> String lines(String head, List<T> all, Function<T, String> line, String beforeNote, int room) {
        StringBuilder text = new StringBuilder(head);
        int told = 0;
        for (T each : all) {
            String next = line.apply(each);
            if (room == Integer.MAX_VALUE || text.length() + next.length() <= room - ROOM_FOR_MORE) {
                text.append(next);
                told++;
            } else if (next.length() <= LONG_LINE) {
                break;
            }
        }
        int more = all.size() - told;
        if (more > 0) {
            text.append(beforeNote).append(told == 0 ? more + " too long for here\n" : "and " + more + " more\n");
        }
        text.append('\n');
        if (text.length() > room) {
            return leftOut(Math.max(1, all.size()));
        }
        leftOut += more;
        return text.toString();
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
        return PlainText.cut(text, MOST_OF_A_TEXT);
    }

    /** Viewers take the line for HTML, in which no backslash helps; within code they look for neither links nor mentions. */
    private static String html(String name) {
        return name.isEmpty() ? "" : "<code>" + PlainText.html(PlainText.distinct(cut(name))) + "</code>: ";
    }
}
