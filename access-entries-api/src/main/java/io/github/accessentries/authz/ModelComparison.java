package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * How permissions would change if one model became another. Exact: it does not try requests, it compares the rules
 * themselves, wildcards, patterns of namespaces and exceptions included. It is as complete as the two models are: what
 * they do not know is told by {@link #doubts()}. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class ModelComparison {

    ModelComparison() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the subjects of either model that gain or lose something, sorted} */
    public abstract List<SubjectComparison> changes();

    /** {@return the subjects of either model that may do exactly the same on both, sorted} */
    public abstract List<Subject> unchanged();

    /**
     * {@return why there may be other changes than these: what either model could not read or understand, and what of the
     * access of single subjects is unknown and not the same on both; one sentence each}
     */
    public abstract List<String> doubts();

    /**
     * Whether the changes are all that there are. Only then does the comparison prove anything.
     *
     * @return {@code true} if there are no {@link #doubts()}
     */
    public final boolean isCertain() {
        return doubts().isEmpty();
    }

    /**
     * Whether no subject gains or loses anything, as far as is known.
     *
     * @return {@code true} if there are no {@link #changes()}; see {@link #isCertain()}
     */
    public final boolean isEmpty() {
        return changes().isEmpty();
    }

    /**
     * What changes for one subject.
     *
     * @param subject who
     * @return what it gains, loses and keeps, empty if it may do exactly the same on both models
     */
    public final Optional<SubjectComparison> changesOf(Subject subject) {
        requireNonNull(subject, "subject");
        return Optional.ofNullable(bySubject().get(subject));
    }

    /** Made once, since plans ask for each of thousands of principals. */
    @Value.Lazy
    Map<Subject, SubjectComparison> bySubject() {
        Map<Subject, SubjectComparison> changes = new HashMap<>();
        changes().forEach(change -> changes.putIfAbsent(change.subject(), change));
        return changes;
    }

    /**
     * The changes as text, gains with a {@code +}, losses with a {@code -}, then the doubts.
     *
     * @return several lines, or {@code no changes}
     */
    @Override
    public final String toString() {
        if (isEmpty() && isCertain()) {
            return "no changes";
        }
        String known = isEmpty()
                ? "no known changes\n"
                : changes().stream().map(SubjectComparison::toString).collect(Collectors.joining());
        return known
                + doubts().stream()
                        .map(doubt -> "perhaps more: " + PlainText.of(doubt) + "\n")
                        .collect(Collectors.joining());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableModelComparison.Builder {
        Builder() {}
    }
}
