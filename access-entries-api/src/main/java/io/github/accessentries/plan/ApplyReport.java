package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CanIgnoreReturnValue;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.FailureText;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/** The result of applying a plan. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class ApplyReport {

    ApplyReport() {}

    /**
     * Starts a report; only the cluster is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the cluster's name} */
    public abstract String cluster();

    /** {@return the outcome of each change, in the order of the plan} */
    public abstract List<Outcome> outcomes();

    /**
     * What ended the work before its time, other than a change that failed.
     *
     * @return the exception of a listener, or an {@link io.github.accessentries.UnavailableException} if the thread was
     *     interrupted; empty if the work went on to its end
     */
    public abstract Optional<RuntimeException> stoppedBy();

    /**
     * Whether the cluster is in the state that the plan leads to.
     *
     * @return {@code true} if every change was made or was already in place
     */
    public final boolean isComplete() {
        return outcomes().stream()
                .allMatch(outcome -> outcome.status() == Status.DONE || outcome.status() == Status.WAS_THERE);
    }

    /**
     * Makes an incomplete result as loud as that of a single grant.
     *
     * @return this report, if every change was made or was already in place and nothing stopped the work
     * @throws IncompleteApplyException otherwise; it carries this report
     */
    @CanIgnoreReturnValue
    public final ApplyReport orThrow() {
        if (!isComplete() || stoppedBy().isPresent()) {
            throw new IncompleteApplyException(this);
        }
        return this;
    }

    /**
     * The changes with a certain status.
     *
     * @param status the status to look for
     * @return their outcomes, in the order of the plan
     */
    public final List<Outcome> with(Status status) {
        requireNonNull(status, "status");
        return outcomes().stream().filter(outcome -> outcome.status() == status).toList();
    }

    /**
     * A line for each change.
     *
     * @return several lines of text
     */
    @Override
    public final String toString() {
        String summary = "Cluster " + PlainText.name(cluster()) + ": "
                + (outcomes().isEmpty() ? "there was nothing to do" : isComplete() ? "all done" : "not all done")
                + stoppedBy()
                        .map(e -> "; stopped by " + PlainText.of(FailureText.of(e)))
                        .orElse("");
        return outcomes().stream()
                .map(Outcome::toString)
                .collect(Collectors.joining("\n  ", outcomes().isEmpty() ? summary : summary + "\n  ", "\n"));
    }

    /** The possible outcomes of a change. */
    public enum Status {
        /** The change was made. */
        DONE,
        /**
         * The change was already in place when its turn came, for example because the answer to an earlier call was
         * lost.
         */
        WAS_THERE,
        /** The change failed, or it is unknown whether it was made; a new plan will show. */
        FAILED,
        /** The change was not tried, because one before it failed or the work was stopped. */
        NOT_TRIED
    }

    /** The outcome of one change. Immutable. */
    @CheckReturnValue
    @Value.Immutable
    public abstract static class Outcome {

        Outcome() {}

        /**
         * Starts an outcome; change and status are required.
         *
         * @return a new builder
         */
        public static Builder builder() {
            return new Builder();
        }

        /**
         * The outcome of a change.
         *
         * @param change the change
         * @param status how it turned out
         * @param detail why it failed or was not tried, otherwise empty
         * @return the outcome
         */
        public static Outcome of(Change change, Status status, String detail) {
            return builder().change(change).status(status).detail(detail).build();
        }

        /** {@return the cluster's name; in a fleet, what the fleet calls it; empty if it was not set} */
        @Value.Default
        public String cluster() {
            return "";
        }

        /** {@return the change} */
        public abstract Change change();

        /** {@return how it turned out} */
        public abstract Status status();

        /** {@return why it failed or was not tried, otherwise empty} */
        @Value.Default
        public String detail() {
            return "";
        }

        /** {@return the status, the change and the detail on one line, without the cluster} */
        @Override
        public final String toString() {
            String became = status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return PlainText.of(became + ": " + change() + (detail().isEmpty() ? "" : ": " + detail()));
        }

        /** Builds outcomes. Not thread-safe. */
        public static final class Builder extends ImmutableOutcome.Builder {
            Builder() {}
        }
    }

    /** Builds reports. Not thread-safe. */
    public static final class Builder extends ImmutableApplyReport.Builder {
        Builder() {}
    }
}
