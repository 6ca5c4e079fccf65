package io.github.accessentries.risk;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The subject of a risk, and where it applies. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class Exposure {

    Exposure() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return who} */
    public abstract Subject subject();

    /** {@return where it holds, sorted; at least one} */
    public abstract List<Where> places();

    /** {@return the reason at the first place, in one sentence; the source is the same at the others} */
    public abstract String ground();

    /**
     * {@return a request at the first place that the subject is allowed on this ground, in a session if the ground says that it is
     * of one, {@code null} if the risk is
     * not about something that is allowed}
     */
    public abstract @Nullable AccessRequest shownBy();

    /**
     * The claim of the risk, as a request that can be put to the authorizer of the model.
     *
     * @return a request that the subject is allowed, empty if the risk is not about something that is allowed
     */
    public final Optional<AccessRequest> claim() {
        return Optional.ofNullable(shownBy());
    }

    /**
     * The subject, places and reason.
     *
     * @return one line
     */
    @Override
    public final String toString() {
        return subject() + " " + places().stream().map(Where::toString).collect(Collectors.joining(", ")) + ": "
                + PlainText.of(ground());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableExposure.Builder {
        Builder() {}
    }
}
