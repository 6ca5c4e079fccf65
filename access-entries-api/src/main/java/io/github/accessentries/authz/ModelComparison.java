package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * How permissions would change if one model became another. Exact: it does not try requests, it compares the rules
 * themselves, wildcards, patterns of namespaces and exceptions included. Immutable.
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
     * Whether no subject gains or loses anything.
     *
     * @return {@code true} if there are no {@link #changes()}
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
        return changes().stream().filter(each -> each.subject().equals(subject)).findFirst();
    }

    /**
     * The changes as text, gains with a {@code +}, losses with a {@code -}.
     *
     * @return several lines, or {@code no changes}
     */
    @Override
    public final String toString() {
        return isEmpty()
                ? "no changes"
                : changes().stream().map(SubjectComparison::toString).collect(Collectors.joining());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableModelComparison.Builder {
        Builder() {}
    }
}
