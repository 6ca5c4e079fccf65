package io.github.accessentries.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What became of a plan. Immutable.
 *
 * @param cluster the cluster's name
 * @param outcomes what became of each change, in the order of the plan
 */
public record ApplyReport(String cluster, List<Outcome> outcomes) {

    /** What can become of a change. */
    public enum Status {
        /** It was made. */
        DONE,
        /** It was there already when its turn came, for example by a call whose answer was lost. */
        WAS_THERE,
        /** It could not be made, or nobody knows whether it was; another plan tells. */
        FAILED,
        /** It was not tried, since one before it failed. */
        NOT_TRIED
    }

    /**
     * What became of one change.
     *
     * @param change the change
     * @param status what became of it
     * @param detail why it failed or was not tried, else empty
     */
    public record Outcome(Change change, Status status, String detail) {

        @Override
        public String toString() {
            String became = status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return became + ": " + change + (detail.isEmpty() ? "" : ": " + detail);
        }
    }

    /**
     * Keeps a copy of the outcomes.
     *
     * @param cluster the cluster's name
     * @param outcomes what became of each change
     */
    public ApplyReport {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Whether the cluster is where the plan was to bring it.
     *
     * @return {@code true} if each change was made or was there already
     */
    public boolean isComplete() {
        return outcomes.stream()
                .allMatch(outcome -> outcome.status() == Status.DONE || outcome.status() == Status.WAS_THERE);
    }

    /**
     * The changes with one fate.
     *
     * @param status what became of them
     * @return their outcomes, in the order of the plan
     */
    public List<Outcome> with(Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).toList();
    }

    /**
     * A line for each change.
     *
     * @return several lines of text
     */
    @Override
    public String toString() {
        String summary = "Cluster " + cluster + ": "
                + (outcomes.isEmpty() ? "there was nothing to do" : isComplete() ? "all done" : "not all done");
        return outcomes.stream()
                .map(Outcome::toString)
                .collect(Collectors.joining("\n  ", outcomes.isEmpty() ? summary : summary + "\n  ", "\n"));
    }
}
