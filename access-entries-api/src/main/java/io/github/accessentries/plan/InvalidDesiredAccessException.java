package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.internal.text.PlainText;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.immutables.value.Value;

/**
 * A desired state is invalid. It is refused as a whole, and all of its faults are reported at once, since it may come
 * from a file that a person has to correct.
 */
public final class InvalidDesiredAccessException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * Creates the exception.
     *
     * @param faults what is wrong, at least one
     */
    public InvalidDesiredAccessException(Collection<Fault> faults) {
        super(
                Stream.concat(
                                Stream.of("The desired access has "
                                        + (requireNonNull(faults, "faults").size() == 1
                                                ? "a fault"
                                                : faults.size() + " faults")
                                        + ":"),
                                faults.stream().map(fault -> "- " + fault))
                        .toList(),
                ErrorContext.builder().build(),
                null);
        this.faults = List.copyOf(faults);
    }

    /**
     * The faults of the desired state.
     *
     * @return all faults, in the order of the entries
     */
    public List<Fault> faults() {
        return faults == null ? List.of() : faults;
    }

    /** One fault and where it is, so that a reader of files can report the line. Immutable. */
    @CheckReturnValue
    @Value.Immutable
    public abstract static class Fault {

        Fault() {}

        /**
         * Starts a fault; all but the principal is required.
         *
         * @return a new builder
         */
        public static Builder builder() {
            return new Builder();
        }

        /**
         * A fault of the entry of a principal.
         *
         * @param principal the ARN of the entry's principal, empty if the fault does not belong to a single entry
         * @param field the part of the entry
         * @param reason the value, what is wrong with it, and what to do
         * @return the fault
         */
        public static Fault of(String principal, String field, String reason) {
            return builder().principal(principal).field(field).reason(reason).build();
        }

        /** {@return the ARN of the entry's principal, empty if the fault does not belong to a single entry} */
        @Value.Default
        public String principal() {
            return "";
        }

        /**
         * The part of the entry, or the place in a file.
         *
         * @return for example {@code principal}, {@code type}, {@code username}, {@code groups}, {@code tags} or
         *     {@code policies}
         */
        public abstract String field();

        /** {@return the value, what is wrong with it, and what to do} */
        public abstract String reason();

        /** {@return the place and the reason on one line} */
        @Override
        public final String toString() {
            return PlainText.of(
                    principal().isEmpty() ? field() + ": " + reason() : principal() + ", " + field() + ": " + reason());
        }

        /** Builds faults. Not thread-safe. */
        public static final class Builder extends ImmutableFault.Builder {
            Builder() {}
        }
    }
}
