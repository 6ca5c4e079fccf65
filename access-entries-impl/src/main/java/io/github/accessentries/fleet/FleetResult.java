package io.github.accessentries.fleet;

import io.github.accessentries.CanIgnoreReturnValue;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.fleet.ClusterSummary.State;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.plan.ApplyReport;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of an operation on every cluster of a fleet. Immutable if the results are.
 *
 * @param <T> the result for one cluster
 */
public final class FleetResult<T> {

    private final Map<String, T> results;
    private final Map<String, RuntimeException> failures;
    private final FleetSummary summary;
    private final String text;

    private FleetResult(Map<String, T> results, Map<String, RuntimeException> failures, FleetSummary summary) {
        this.results = Collections.unmodifiableMap(results);
        this.failures = Collections.unmodifiableMap(failures);
        this.summary = summary;
        this.text = text(results, failures, summary);
    }

    /**
     * The results of the clusters that did not fail.
     *
     * @return results by the cluster's id, in the order of the fleet
     */
    public Map<String, T> results() {
        return results;
    }

    /**
     * The failures.
     *
     * @return exceptions by the cluster's id, in the order of the fleet
     */
    public Map<String, RuntimeException> failures() {
        return failures;
    }

    /**
     * What can be kept, written and merged with others when the results are gone.
     *
     * @return the summary
     */
    public FleetSummary summary() {
        return summary;
    }

    /**
     * Makes failures as loud as those of a single cluster.
     *
     * @return this result, if no cluster failed and, if plans were applied, all changes of all of them are in place
     * @throws IncompleteFleetException otherwise; it carries this result
     */
    @CanIgnoreReturnValue
    public FleetResult<T> orThrow() {
        if (!failures.isEmpty() || results.values().stream().anyMatch(FleetResult::isIncomplete)) {
            throw new IncompleteFleetException(this);
        }
        return this;
    }

    private static boolean isIncomplete(Object result) {
        return result instanceof ApplyReport report
                && (!report.isComplete() || report.stoppedBy().isPresent());
    }

    /**
     * The results as text: counts, then a line for each cluster with changes or failures.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        return text;
    }

    private static String text(Map<String, ?> results, Map<String, RuntimeException> failures, FleetSummary summary) {
        StringBuilder lines = new StringBuilder();
        for (String id : results.keySet()) {
            ClusterSummary said = summary.find(id).orElseThrow();
            if (said.state() != State.UNCHANGED) {
                lines.append("\n  ")
                        .append(id)
                        .append(": ")
                        .append(summary.operation().line(said));
            }
        }
        failures.forEach((id, failure) ->
                lines.append("\n  ").append(id).append(": failed: ").append(failure.getMessage()));
        int quiet = summary.count(State.UNCHANGED);
        return Counted.of(results.size() + failures.size(), "cluster") + ": " + quiet + " unchanged, "
                + (results.size() - quiet) + " with changes, " + failures.size() + " failed" + lines;
    }

    /** Takes results in the order in which they come. */
    static final class Gathered<T> {

        private final Map<String, T> results = new HashMap<>();
        private final Map<String, RuntimeException> failures = new HashMap<>();

        void add(ClusterResult<T> result) {
            result.result().ifPresent(value -> results.put(result.cluster(), value));
            result.failure().ifPresent(failure -> failures.put(result.cluster(), failure));
        }

        /** Whatever has no result has failed. */
        FleetResult<T> result(Collection<String> order, FleetSummary summary) {
            Map<String, T> done = new LinkedHashMap<>();
            Map<String, RuntimeException> failed = new LinkedHashMap<>();
            for (String id : order) {
                @Nullable T value = results.get(id);
                if (value == null) {
                    failed.put(id, failures.getOrDefault(id, notBegun(id)));
                } else {
                    done.put(id, value);
                }
            }
            return new FleetResult<>(done, failed, summary);
        }

        private static RuntimeException notBegun(String id) {
            return new UnavailableException(
                    "Interrupted before the work on cluster " + id + " was begun; run again",
                    ErrorContext.builder().cluster(id).build(),
                    null);
        }
    }
}
