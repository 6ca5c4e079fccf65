package io.github.accessentries.fleet;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something was not done for every cluster of a fleet. The {@link #result()} has all that was. */
public final class IncompleteFleetException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable FleetResult<?> result;

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
    }

    /**
     * What became of each cluster.
     *
     * @return the result; empty if this exception was deserialized
     */
    public Optional<FleetResult<?>> result() {
        return Optional.ofNullable(result);
    }
}
