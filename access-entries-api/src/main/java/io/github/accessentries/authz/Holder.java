package io.github.accessentries.authz;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.Collection;
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

    /**
     * {@return why it may be allowed all the same, or more than the {@link #parts()}, as in {@link Decision#doubts()}; empty if it
     * is allowed all}
     */
    public abstract List<String> doubts();

    /**
     * {@return what it is allowed of an {@link AccessQuestion}: where, which verbs, resources and names, and by which reasons; what
     * several bindings or policies give is there for each. Empty for an {@link AccessRequest}, which is allowed as a whole}
     */
    public abstract List<Permission> parts();

    /**
     * Whether it is allowed all that was asked.
     *
     * @return {@code false} if it is allowed only the {@link #parts()}, or nothing for certain
     */
    @Value.Default
    public boolean hasAll() {
        return allowed();
    }

    @Value.Check
    void check() {
        if (hasAll() && !(allowed() && doubts().isEmpty())) {
            throw new IllegalArgumentException(
                    subject() + " cannot have all without a reason, or with a doubt; say hasAll(false)");
        }
        if (reasons().isEmpty() && doubts().isEmpty()) {
            throw new IllegalArgumentException(
                    subject() + " holds nothing, since it has neither a reason nor a doubt; leave it out instead");
        }
    }

    /**
     * Whether it is certain that it is allowed something of what was asked.
     *
     * @return {@code false} if there are only {@link #doubts()}
     */
    public final boolean allowed() {
        return !reasons().isEmpty();
    }

    /**
     * The subject and what it has by what, in a few words for people.
     *
     * @return one line, for example {@code Group "ops": group ops by ClusterRoleBinding ops-view}, or for a part {@code Group
     *     "ops": in shop: get secrets named db (group ops by RoleBinding db in shop)}
     */
    public final String summary() {
        List<String> words = new ArrayList<>();
        if (parts().size() == 1 && hasAll()) {
            words.add("all (" + inShort(reasons()) + ")");
        } else if (!parts().isEmpty()) {
            words.add((hasAll() ? "all; " : "")
                    + parts().stream()
                            .map(part -> part + " (" + inShort(part.reasons()) + ")")
                            .collect(Collectors.joining("; ")));
        } else if (allowed()) {
            words.add(inShort(reasons()));
        }
        if (!doubts().isEmpty()) {
            words.add((allowed() ? "perhaps more " : "perhaps ") + PlainText.of(doubts().toString()));
        }
        return who() + ": " + String.join("; ", words);
    }

    private static String inShort(Collection<Reason> reasons) {
        return reasons.stream().map(Reason::summary).distinct().collect(Collectors.joining("; "));
    }

    private String who() {
        return subject() + (session() == null ? "" : " as " + PlainText.quoted(session()));
    }

    /**
     * The subject and the reasons, or the {@link #summary()} where a question has parts.
     *
     * @return one line
     */
    @Override
    public final String toString() {
        return !parts().isEmpty()
                ? summary()
                : who() + ": " + (allowed() ? reasons() : "perhaps " + PlainText.of(doubts().toString()));
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableHolder.Builder {
        Builder() {}
    }
}
