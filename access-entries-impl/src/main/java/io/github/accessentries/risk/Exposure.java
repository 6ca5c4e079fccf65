package io.github.accessentries.risk;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom a risk concerns, and where. Immutable.
 *
 * @param subject who
 * @param places where it holds, sorted; at least one
 * @param ground what makes it so at the first place, one sentence; the same source does at the others
 * @param shownBy a request at the first place that the subject is allowed on this ground, {@code null} if the risk is not about
 *     something that is allowed
 */
public record Exposure(
        Subject subject,
        List<Where> places,
        String ground,
        @Nullable AccessRequest shownBy) {

    /**
     * Keeps a copy of the places.
     *
     * @param subject who
     * @param places where it holds
     * @param ground what makes it so
     * @param shownBy a request that is allowed
     */
    public Exposure {
        requireNonNull(subject, "subject");
        places = List.copyOf(places);
    }

    /**
     * The claim of the risk, as a request that can be put to the authorizer of the model.
     *
     * @return a request that the subject is allowed, empty if the risk is not about something that is allowed
     */
    public Optional<AccessRequest> claim() {
        return Optional.ofNullable(shownBy);
    }

    /**
     * Who, where and why.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return subject + " " + places.stream().map(Where::toString).collect(Collectors.joining(", ")) + ": " + ground;
    }
}
