package io.github.accessentries.fleet;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.UnsafePlanException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/** What is kept of the result for one cluster of a fleet: numbers and names, no plan and no report. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class ClusterSummary {

    /** Enough to know what happened; some messages hold whole answers. */
    private static final int MAX_TROUBLE = 2000;

    ClusterSummary() {}

    /**
     * Starts a summary; cluster and state are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    static ClusterSummary failed(String cluster, RuntimeException failure) {
        Builder summary = builder();
        if (failure instanceof UnsafePlanException unsafe) {
            unsafe.findings().forEach(finding -> summary.addFinding(finding.name()));
        }
        return summary.cluster(cluster)
                .state(State.FAILED)
                .trouble(inShort(failure))
                .build();
    }

    /** {@return what the fleet calls the cluster} */
    public abstract String cluster();

    /** {@return how far it came} */
    public abstract State state();

    /** {@return how many changes are planned, were to be made, or are needed; 0 by default} */
    @Value.Default
    public int changes() {
        return 0;
    }

    /** {@return how many of the changes were to be made and are not in place; 0 by default and for plans and drifts} */
    @Value.Default
    public int open() {
        return 0;
    }

    /**
     * The findings of the plan, or those for which applying it was refused.
     *
     * @return their names, without the cluster
     */
    public abstract List<String> findings();

    /** {@return how many principals have entries that the desired state does not speak of; for drifts} */
    @Value.Default
    public int unlisted() {
        return 0;
    }

    /**
     * What the plan was, so that exactly this one can be applied later, elsewhere.
     *
     * @return a digest in hexadecimal digits; empty if there is no plan
     */
    public abstract Optional<String> planDigest();

    /** {@return why the cluster failed, or why changes are open, on one line; empty if there was no trouble} */
    public abstract Optional<String> trouble();

    /**
     * Whether nothing is left undone.
     *
     * @return {@code false} if the cluster failed, was not begun, has open changes, or something stopped the work
     */
    public final boolean isComplete() {
        return (state() == State.UNCHANGED || state() == State.CHANGED)
                && open() == 0
                && trouble().isEmpty();
    }

    /**
     * The names that sign the findings off in a fleet.
     *
     * @return for example {@code eu/prod/no-administrator}
     */
    public final List<String> signOffNames() {
        return findings().stream().map(finding -> cluster() + "/" + finding).toList();
    }

    /** The summary without words, as one line. */
    @Override
    public final String toString() {
        return PlainText.name(cluster()) + ": " + state()
                + (changes() == 0 ? "" : ", changes " + changes())
                + (open() == 0 ? "" : ", open " + open())
                + (findings().isEmpty() ? "" : ", findings " + PlainText.names(findings()))
                + (unlisted() == 0 ? "" : ", unlisted " + unlisted())
                + trouble().map(text -> ", " + PlainText.of(text)).orElse("");
    }

    /** One line about an exception. */
    static String inShort(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return cut(PlainText.of(message.lines().map(String::strip).collect(Collectors.joining(" "))));
    }

    static String cut(String text) {
        return PlainText.cut(text, MAX_TROUBLE);
    }

    /** How far the work on a cluster came. */
    public enum State {
        /** Nothing has to change, and nobody is unlisted. */
        UNCHANGED,
        /** There are changes, or unlisted principals; see how many. */
        CHANGED,
        /** There is no result; see the trouble. */
        FAILED,
        /** The work ended before this cluster's turn. */
        NOT_BEGUN
    }

    /** Builds summaries. Not thread-safe. */
    public static final class Builder extends ImmutableClusterSummary.Builder {
        Builder() {}
    }
}
