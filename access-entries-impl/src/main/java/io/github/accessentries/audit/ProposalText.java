package io.github.accessentries.audit;

import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.MarkdownText;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.text.TextTable;
import java.util.List;
import java.util.stream.Collectors;

/** A proposal as people read it. */
final class ProposalText {

    private static final String INDENT = "  ";
    private static final List<String> HEADINGS =
            List.of("Rule", "Requests", "First", "Last", "In namespaces", "Audit id", "For example");

    private ProposalText() {}

    static String plain(PolicyProposal proposal) {
        StringBuilder text = new StringBuilder(title(proposal)).append('\n');
        for (ProposedPart part : proposal.parts()) {
            text.append(part.scope()).append(":\n");
            TextTable table = new TextTable().row(HEADINGS.toArray(String[]::new));
            part.rules().forEach(rule -> table.row(cells(rule).toArray(String[]::new)));
            text.append(table.text(INDENT));
        }
        if (!proposal.leftOut().isEmpty()) {
            text.append("left out:\n");
            proposal.leftOut()
                    .forEach(each ->
                            text.append(INDENT).append(each).append(gap(each)).append('\n'));
        }
        return text.toString();
    }

    static String markdown(PolicyProposal proposal) {
        StringBuilder text =
                new StringBuilder("# ").append(MarkdownText.of(title(proposal))).append('\n');
        for (ProposedPart part : proposal.parts()) {
            text.append("\n## ")
                    .append(MarkdownText.of(part.scope().toString()))
                    .append("\n\n");
            appendRow(text, HEADINGS);
            text.append("|---".repeat(HEADINGS.size())).append("|\n");
            part.rules().forEach(rule -> appendRow(text, cells(rule)));
        }
        if (!proposal.leftOut().isEmpty()) {
            text.append("\n## Left out\n\n");
            proposal.leftOut()
                    .forEach(each -> text.append("- ")
                            .append(MarkdownText.of(each + gap(each)))
                            .append('\n'));
        }
        return text.toString();
    }

    private static String title(PolicyProposal proposal) {
        return PlainText.of("Policy for what was done by " + proposal.about() + ", from "
                + Counted.of(proposal.requests(), "request")
                + (proposal.isComplete() ? "" : "; incomplete, see what is left out"));
    }

    private static String gap(LeftOut leftOut) {
        return leftOut.reason().isGap() ? " (may be missing in the rules)" : "";
    }

    private static List<String> cells(ProposedRule proposed) {
        RuleEvidence evidence = proposed.evidence();
        return List.of(
                proposed.rule().toString(),
                Long.toString(evidence.count()),
                evidence.first().toString(),
                evidence.last().toString(),
                PlainText.names(evidence.namespaces()),
                evidence.auditId(),
                evidence.requestUri());
    }

    private static void appendRow(StringBuilder text, List<String> cells) {
        text.append(cells.stream().map(MarkdownText::of).collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
