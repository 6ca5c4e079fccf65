package io.github.accessentries.authz;

import io.github.accessentries.CheckReturnValue;
import org.immutables.value.Value;

/** What is another for one subject between two models, as far as they know. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class SubjectComparison {

    SubjectComparison() {}

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

    /** {@return what it may do only on the later model, with the reasons there} */
    public abstract Permissions gained();

    /** {@return what it may do only on the earlier model, with the reasons there} */
    public abstract Permissions lost();

    /** {@return what it may do on both, with the reasons on the later model} */
    public abstract Permissions kept();

    /**
     * Whether the subject may do exactly the same on both.
     *
     * @return {@code true} if nothing is gained and nothing lost
     */
    public final boolean isUnchanged() {
        return gained().isEmpty() && lost().isEmpty();
    }

    /**
     * What is another, for people.
     *
     * @return several lines, without what is kept
     */
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder(subject().toString()).append('\n');
        append(text, '+', gained());
        append(text, '-', lost());
        return text.toString();
    }

    private static void append(StringBuilder text, char sign, Permissions permissions) {
        if (!permissions.isEmpty()) {
            permissions
                    .toString()
                    .lines()
                    .forEach(line -> text.append("  ")
                            .append(sign)
                            .append(' ')
                            .append(line)
                            .append('\n'));
        }
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableSubjectComparison.Builder {
        Builder() {}
    }
}
