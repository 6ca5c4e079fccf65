package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import java.util.List;
import org.immutables.value.Value;

/** A rule and where it applies. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class Permission {

    Permission() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return where it applies} */
    public abstract Where where();

    /** {@return what is allowed} */
    public abstract Rule rule();

    /**
     * {@return what is not, although the rule has it; only comparing makes such, where a rule with {@code *} is
     * partly covered by another. Exceptions have no exceptions of their own}
     */
    public abstract List<Permission> except();

    /** {@return who gives it: the grounds of all rules that were merged into this one, each once} */
    public abstract List<Reason> reasons();

    /**
     * Whether this allows a request.
     *
     * @param request what is asked
     * @return {@code true} if the rule has it, here, and no exception does
     */
    public final boolean allows(AccessRequest request) {
        requireNonNull(request, "request");
        return where().includes(request.namespace().orElse(null))
                && rule().allows(request)
                && except().stream().noneMatch(exception -> exception.allows(request));
    }

    /**
     * The permission as text.
     *
     * @return for example {@code in team-a: get, list pods}
     */
    @Override
    public final String toString() {
        return where() + ": " + inWords();
    }

    /** Without the place; exceptions name theirs where it is another. */
    String inWords() {
        if (except().isEmpty()) {
            return rule().toString();
        }
        return rule() + ", except "
                + String.join(
                        "; ",
                        except().stream()
                                .map(exception -> exception.where().equals(where())
                                        ? exception.rule().toString()
                                        : exception.rule() + " " + exception.where())
                                .toList());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutablePermission.Builder {
        Builder() {}
    }
}
