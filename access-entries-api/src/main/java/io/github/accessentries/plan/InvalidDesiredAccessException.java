package io.github.accessentries.plan;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

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
                faults.stream()
                        .map(Fault::toString)
                        .collect(Collectors.joining(
                                "\n- ",
                                "The desired access has " + (faults.size() == 1 ? "a fault" : faults.size() + " faults")
                                        + ":\n- ",
                                "")),
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

    /**
     * One fault and where it is, so that a reader of files can report the line.
     *
     * @param principal the ARN of the entry's principal, empty if the fault does not belong to a single entry
     * @param field the part of the entry: {@code principal}, {@code type}, {@code username}, {@code groups}, {@code tags}
     *     or {@code policies}
     * @param reason the value, what is wrong with it, and what to do
     */
    public record Fault(String principal, String field, String reason) {

        @Override
        public String toString() {
            return principal.isEmpty() ? field + ": " + reason : principal + ", " + field + ": " + reason;
        }
    }
}
