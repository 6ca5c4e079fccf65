package io.github.accessentries.manage;

import io.github.accessentries.CanIgnoreReturnValue;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.Finding;
import java.util.ArrayList;
import java.util.List;
import org.immutables.value.Value;

/** What {@link AccessEntries#expire()} took away, and what it did not. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class ExpiryReport {

    ExpiryReport() {}

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

    /** {@return what was over and is now taken away, whether by this call or by another one at the same time} */
    public abstract List<TemporaryAccess> ended();

    /** {@return what was over and could not be taken away} */
    public abstract List<Remaining> remaining();

    /** {@return tags that look like those of a temporary grant and cannot be read, so that nothing was done because of them} */
    public abstract List<TemporaryAccessList.BrokenTags> faults();

    /**
     * Whether nothing is left that is over.
     *
     * @return {@code true} if all that was over is taken away, and all tags could be read
     */
    public final boolean isComplete() {
        return remaining().isEmpty() && faults().isEmpty();
    }

    /**
     * Makes an incomplete result as loud as that of a single revocation.
     *
     * @return this report, if it is complete
     * @throws IncompleteExpiryException otherwise; it carries this report
     */
    @CanIgnoreReturnValue
    public final ExpiryReport orThrow() {
        if (!isComplete()) {
            throw new IncompleteExpiryException(this);
        }
        return this;
    }

    /**
     * A line for each part.
     *
     * @return several lines of text
     */
    @Override
    public final String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("Cluster " + PlainText.name(cluster()) + ": "
                + (ended().isEmpty() && isComplete()
                        ? "nothing was over"
                        : isComplete() ? "all ended" : "not all ended"));
        ended().forEach(access -> lines.add("  ended: " + access));
        remaining().forEach(left -> lines.add("  still there: " + left));
        faults().forEach(fault -> lines.add("  cannot be read: " + fault));
        return String.join("\n", lines);
    }

    /** What was over in one entry and is still there. Immutable. */
    @CheckReturnValue
    @Value.Immutable
    public abstract static class Remaining {

        Remaining() {}

        /**
         * Starts with nothing set; principal and text are required.
         *
         * @return a new builder
         */
        public static Builder builder() {
            return new Builder();
        }

        /** {@return the role or user} */
        public abstract PrincipalArn principal();

        /** {@return what is over, all of it or in part still there} */
        public abstract List<TemporaryAccess> access();

        /** {@return the dangers to review and sign off by name; empty if something else kept it from ending} */
        public abstract List<Finding> findings();

        /** {@return why it is still there, and what to do about it} */
        public abstract String text();

        /** {@return the principal, what is over and why it is still there, on one line} */
        @Override
        public final String toString() {
            return PlainText.of(principal() + ": "
                    + String.join(
                            "; ", access().stream().map(TemporaryAccess::what).toList())
                    + ": " + text());
        }

        /** Builds it. Not thread-safe. */
        public static final class Builder extends ImmutableRemaining.Builder {
            Builder() {}
        }
    }

    /** Builds reports. Not thread-safe. */
    public static final class Builder extends ImmutableExpiryReport.Builder {
        Builder() {}
    }
}
