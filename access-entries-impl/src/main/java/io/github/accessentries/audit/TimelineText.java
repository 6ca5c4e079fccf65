package io.github.accessentries.audit;

import io.github.accessentries.internal.text.MarkdownText;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.text.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A timeline for people to read. */
record TimelineText(AccessTimeline timeline) {

    private static final String[] HEAD = {"When", "Who", "Did", "To whom", "Cluster", "From", "Tool", "MFA"};

    private static String[] cells(AccessEvent event) {
        return new String[] {
            event.time().toString(),
            event.actor().toString(),
            event.change()
                    + event.errorCode().map(code -> ": " + PlainText.name(code)).orElse(""),
            EventWords.whom(event),
            event.cluster().map(PlainText::name).orElse("-"),
            event.sourceAddress().map(PlainText::name).orElse("-"),
            event.tool().toString(),
            event.mfa().toString()
        };
    }

    String text() {
        StringBuilder text = new StringBuilder("Access from ")
                .append(PlainText.of(timeline.coverage().range()))
                .append("\n")
                .append(timeline.coverage().counts())
                .append("\n\nChanges: ")
                .append(timeline.changes().size())
                .append("\n");
        text.append(table(timeline.changes()));
        if (!timeline.failedAttempts().isEmpty()) {
            text.append("\nFailed attempts: ")
                    .append(timeline.failedAttempts().size())
                    .append("\n")
                    .append(table(timeline.failedAttempts()));
        }
        if (timeline.faultCount() > 0) {
            text.append("\nNot read: ").append(timeline.faultCount()).append("\n");
            timeline.faults().forEach(fault -> text.append("  ").append(fault).append("\n"));
        }
        return text.toString();
    }

    private static String table(List<AccessEvent> events) {
        if (events.isEmpty()) {
            return "";
        }
        TextTable table = new TextTable().row(HEAD);
        events.forEach(event -> table.row(cells(event)));
        return table.text("  ");
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# Changes of access\n\n")
                .append(MarkdownText.of(timeline.coverage().range()))
                .append(": ")
                .append(MarkdownText.of(timeline.coverage().counts()))
                .append(".\n\n## Changes\n\n")
                .append(markdown(timeline.changes()));
        if (!timeline.failedAttempts().isEmpty()) {
            text.append("\n## Failed attempts\n\n").append(markdown(timeline.failedAttempts()));
        }
        if (timeline.faultCount() > 0) {
            text.append("\n## Not read\n\n");
            timeline.faults()
                    .forEach(fault -> text.append("- ")
                            .append(MarkdownText.of(fault.toString()))
                            .append("\n"));
        }
        return text.toString();
    }

    private static String markdown(List<AccessEvent> events) {
        if (events.isEmpty()) {
            return "None.\n";
        }
        List<String> lines = new ArrayList<>();
        lines.add(MarkdownText.row(Arrays.asList(HEAD)));
        lines.add("|---".repeat(HEAD.length) + "|\n");
        events.forEach(event -> lines.add(MarkdownText.row(Arrays.asList(cells(event)))));
        return String.join("", lines);
    }
}
