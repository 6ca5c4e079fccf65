package io.github.accessentries.fleet;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something was not done for every cluster of a fleet. The {@link #summary()} tells what was, and {@link #result()} has it. */
public final class IncompleteFleetException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable FleetResult<?> result;
    private final transient @Nullable FleetSummary summary;

    /**
     * Creates the exception.
     *
     * @param result the result, in which a cluster failed or has changes that are open
     */
    public IncompleteFleetException(FleetResult<?> result) {
        super(
                Stream.concat(
                                Stream.of("Not everything was done for every cluster; plan again and apply the new"
                                        + " plans to complete the work."),
                                requireNonNull(result, "result").toString().lines())
                        .toList(),
                ErrorContext.builder().build(),
                result.failures().values().stream().findFirst().orElse(null));
        this.result = result;
        this.summary = result.summary();
    }

    /**
     * Creates the exception.
     *
     * @param summary the summary, in which a shard is missing, or a cluster failed, was not begun or has changes that are open
     */
    public IncompleteFleetException(FleetSummary summary) {
        this(
                "Not everything was done for every cluster; run again for those that are missing or failed.",
                requireNonNull(summary, "summary"),
                null);
    }

    /** The work was ended by what took the results. */
    IncompleteFleetException(FleetSummary summary, String cluster, Throwable cause) {
        this(
                "What takes the results of the fleet failed at cluster " + PlainText.name(cluster) + " ("
                        + ClusterSummary.inShort(cause) + "), so no further cluster was begun; what was under way was"
                        + " brought to its end.",
                summary,
                cause);
    }

    private IncompleteFleetException(String what, FleetSummary summary, @Nullable Throwable cause) {
        super(
                Stream.concat(Stream.of(what), summary.toString().lines()).toList(),
                ErrorContext.builder().build(),
                cause);
        this.result = null;
        this.summary = summary;
    }

    /**
     * What became of each cluster, with the results.
     *
     * @return the result; empty if only the {@link #summary()} was kept, or if this exception was deserialized
     */
    public Optional<FleetResult<?>> result() {
        return Optional.ofNullable(result);
    }

    /**
     * What became of each cluster, without the results.
     *
     * @return the summary; empty if this exception was deserialized
     */
    public Optional<FleetSummary> summary() {
        return Optional.ofNullable(summary);
    }
}
