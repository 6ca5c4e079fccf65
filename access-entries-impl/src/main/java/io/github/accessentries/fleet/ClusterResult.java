package io.github.accessentries.fleet;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;

/**
 * What became of one cluster of a fleet. Immutable if the result is.
 *
 * @param <T> the result for one cluster
 */
public sealed interface ClusterResult<T> {

    /** {@return what the fleet calls the cluster} */
    String cluster();

    /** {@return the result, empty if the cluster failed} */
    Optional<T> result();

    /** {@return why the cluster failed, empty if it did not} */
    Optional<RuntimeException> failure();

    /**
     * A cluster with a result. An incomplete {@link io.github.accessentries.plan.ApplyReport} is one, too.
     *
     * @param cluster what the fleet calls the cluster
     * @param value the result
     * @param <T> the result for one cluster
     */
    record Done<T>(String cluster, T value) implements ClusterResult<T> {

        /**
         * Requires all parts.
         *
         * @param cluster what the fleet calls the cluster
         * @param value the result
         */
        public Done {
            requireNonNull(cluster, "cluster");
            requireNonNull(value, "value");
        }

        @Override
        public Optional<T> result() {
            return Optional.of(value);
        }

        @Override
        public Optional<RuntimeException> failure() {
            return Optional.empty();
        }

        /** {@return the cluster and its result} */
        @Override
        public String toString() {
            return PlainText.name(cluster) + ": " + PlainText.of(value.toString());
        }
    }

    /**
     * A cluster that failed.
     *
     * @param cluster what the fleet calls the cluster
     * @param cause why
     * @param <T> what would have been the result
     */
    record Failed<T>(String cluster, RuntimeException cause) implements ClusterResult<T> {

        /**
         * Requires all parts.
         *
         * @param cluster what the fleet calls the cluster
         * @param cause why
         */
        public Failed {
            requireNonNull(cluster, "cluster");
            requireNonNull(cause, "cause");
        }

        @Override
        public Optional<T> result() {
            return Optional.empty();
        }

        @Override
        public Optional<RuntimeException> failure() {
            return Optional.of(cause);
        }

        /** {@return the cluster and why it failed} */
        @Override
        public String toString() {
            return PlainText.name(cluster) + ": failed: " + PlainText.of(cause.toString());
        }
    }
}
