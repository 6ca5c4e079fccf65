package io.github.accessentries.authz;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.stream.Collectors;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A subject that is allowed a request, or for which that cannot be ruled out. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class Holder {

    Holder() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the subject} */
    public abstract Subject subject();

    /**
     * {@return the user name that a principal needs for it, {@code null} if it does not matter. Only principals
     * whose user name has placeholders can have several: whoever assumes such a role chooses the name of the
     * session, and a binding may be for just one of them}
     */
    public abstract @Nullable String session();

    /** {@return everything that allows it, empty if nothing known does} */
    public abstract List<Reason> reasons();

    /** {@return why it may be allowed all the same, as in {@link Decision#doubts()}; empty if there are reasons} */
    public abstract List<String> doubts();

    @Value.Check
    void check() {
        if (reasons().isEmpty() && doubts().isEmpty()) {
            throw new IllegalArgumentException(
                    subject() + " holds nothing, since it has neither a reason nor a doubt; leave it out instead");
        }
    }

    /**
     * Whether it is certain.
     *
     * @return {@code false} if there are only {@link #doubts()}
     */
    public final boolean allowed() {
        return !reasons().isEmpty();
    }

    /**
     * The subject and what it has by what, in a few words for people.
     *
     * @return one line, for example {@code Group "ops": group ops by ClusterRoleBinding ops-view}
     */
    public final String summary() {
        return who() + ": "
                + (allowed()
                        ? reasons().stream().map(Reason::summary).distinct().collect(Collectors.joining("; "))
                        : "perhaps " + PlainText.of(doubts().toString()));
    }

    private String who() {
        return subject() + (session() == null ? "" : " as " + PlainText.quoted(session()));
    }

    /**
     * The subject and the reasons.
     *
     * @return one line
     */
    @Override
    public final String toString() {
        return who() + ": " + (allowed() ? reasons() : "perhaps " + PlainText.of(doubts().toString()));
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableHolder.Builder {
        Builder() {}
    }
}
