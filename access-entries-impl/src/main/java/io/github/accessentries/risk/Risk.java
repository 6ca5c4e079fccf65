package io.github.accessentries.risk;

import java.util.List;

/**
 * One finding: what is risky, by what it comes about, and for whom. Immutable.
 *
 * @param kind the kind, with a stable id
 * @param severity how urgent it is
 * @param source what it comes from: a policy, a role, a group, an entry
 * @param summary the finding in one sentence
 * @param exposures whom it concerns, and where, sorted; at least one
 */
public record Risk(RiskKind kind, Severity severity, String source, String summary, List<Exposure> exposures) {

    /**
     * Keeps a copy of the list.
     *
     * @param kind the kind
     * @param severity how urgent it is
     * @param source what it comes from
     * @param summary the finding in one sentence
     * @param exposures whom it concerns
     */
    public Risk {
        exposures = List.copyOf(exposures);
    }

    /**
     * The finding for people.
     *
     * @return severity, id, summary and remedy, and a line for each exposure
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append(severity)
                .append(' ')
                .append(kind.id())
                .append(": ")
                .append(summary)
                .append("\n  ")
                .append(kind.remedy());
        exposures.forEach(each -> text.append("\n  - ").append(each));
        return text.append('\n').toString();
    }
}
