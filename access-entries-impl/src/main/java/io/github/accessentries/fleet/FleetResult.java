package io.github.accessentries.fleet;

import io.github.accessentries.CanIgnoreReturnValue;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.plan.ApplyReport;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The results of an operation on every cluster of a fleet. Immutable if the results are.
 *
 * @param <T> the result for one cluster
 */
public final class FleetResult<T> {

    private final Map<String, T> results;
    private final Map<String, RuntimeException> failures;
    private final String summary;

    private FleetResult(Map<String, T> results, Map<String, RuntimeException> failures, String summary) {
        this.results = Collections.unmodifiableMap(results);
        this.failures = Collections.unmodifiableMap(failures);
        this.summary = summary;
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
        return summary;
    }

    /** Collects results from several threads. */
    static final class Gathered<T> {

        private final List<String> order;
        private final Map<String, T> results = new ConcurrentHashMap<>();
        private final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();

        Gathered(Collection<String> order) {
            this.order = List.copyOf(order);
        }

        void add(String id, T result) {
            results.put(id, result);
        }

        void fail(String id, RuntimeException failure) {
            failures.put(id, failure);
        }

        /** Whatever has no result has failed. */
        void failRest(RuntimeException failure) {
            order.stream().filter(id -> !results.containsKey(id)).forEach(id -> failures.putIfAbsent(id, failure));
        }

        FleetResult<T> result(BiFunction<String, T, FleetLine> line) {
            return new FleetResult<>(inOrder(results), inOrder(failures), summary(line));
        }

        private <V> Map<String, V> inOrder(Map<String, V> values) {
            Map<String, V> sorted = new LinkedHashMap<>();
            for (String id : order) {
                @Nullable V value = values.get(id);
                if (value != null) {
                    sorted.put(id, value);
                }
            }
            return sorted;
        }

        private String summary(BiFunction<String, T, FleetLine> line) {
            StringBuilder lines = new StringBuilder();
            int quiet = 0;
            for (Map.Entry<String, T> result : inOrder(results).entrySet()) {
                FleetLine said = line.apply(result.getKey(), result.getValue());
                if (said.quiet()) {
                    quiet++;
                } else {
                    lines.append("\n  ").append(result.getKey()).append(": ").append(said.text());
                }
            }
            inOrder(failures)
                    .forEach((id, failure) ->
                            lines.append("\n  ").append(id).append(": failed: ").append(failure.getMessage()));
            return Counted.of(order.size(), "cluster") + ": " + quiet + " unchanged, " + (results.size() - quiet)
                    + " with changes, " + failures.size() + " failed" + lines;
        }
    }
}
