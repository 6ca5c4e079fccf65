package io.github.accessentries.manage;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import java.util.List;
import java.util.Optional;

/** Something that was over is still there, or it could not be read whether something is. */
public final class IncompleteExpiryException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    private final transient ExpiryReport report;

    /**
     * Creates the exception.
     *
     * @param report what ended and what did not
     */
    public IncompleteExpiryException(ExpiryReport report) {
        super(
                List.of(requireNonNull(report, "report").toString().split("\n")),
                ErrorContext.builder().cluster(report.cluster()).build(),
                null);
        this.report = report;
    }

    /**
     * What ended and what did not.
     *
     * @return the report; empty if the exception was serialized
     */
    public Optional<ExpiryReport> report() {
        return Optional.ofNullable(report);
    }
}
