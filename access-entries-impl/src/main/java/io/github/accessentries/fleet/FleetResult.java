package io.github.accessentries.fleet;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What came of something that was done with every cluster of a fleet. Immutable as far as the results are.
 *
 * @param <T> what comes of it for one cluster
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
     * The clusters for which something came of it.
     *
     * @return results by the cluster's id, in the order of the fleet
     */
    public Map<String, T> results() {
        return results;
    }

    /**
     * The clusters for which nothing came of it.
     *
     * @return what was thrown, by the cluster's id, in the order of the fleet
     */
    public Map<String, RuntimeException> failures() {
        return failures;
    }

    /**
     * The whole fleet for people: counts, then a line for each cluster with news or trouble.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        return summary;
    }

    /** Gathers what comes of it, from several threads. */
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

        FleetResult<T> result(Function<T, FleetLine> line) {
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

        private String summary(Function<T, FleetLine> line) {
            StringBuilder lines = new StringBuilder();
            int quiet = 0;
            for (Map.Entry<String, T> result : inOrder(results).entrySet()) {
                FleetLine said = line.apply(result.getValue());
                if (said.quiet()) {
                    quiet++;
                } else {
                    lines.append("\n  ").append(result.getKey()).append(": ").append(said.text());
                }
            }
            inOrder(failures)
                    .forEach((id, failure) ->
                            lines.append("\n  ").append(id).append(": failed: ").append(failure.getMessage()));
            return order.size() + " clusters: " + quiet + " without news, " + (results.size() - quiet) + " with, "
                    + failures.size() + " failed" + lines;
        }
    }
}
