package io.github.accessentries.authz;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A subject to which a binding gives its role. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class RbacSubject {

    RbacSubject() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return {@code User}, {@code Group} or {@code ServiceAccount}; others never match} */
    public abstract String kind();

    /** {@return the name} */
    public abstract String name();

    /** {@return the namespace of a service account, {@code null} for that of the binding} */
    public abstract @Nullable String namespace();

    /** The kind of users. */
    public static final String USER = "User";
    /** The kind of groups. */
    public static final String GROUP = "Group";
    /** The kind of service accounts. */
    public static final String SERVICE_ACCOUNT = "ServiceAccount";

    /**
     * The subject as text.
     *
     * @return kind and name on one line
     */
    @Override
    public final String toString() {
        return PlainText.name(kind()) + " "
                + PlainText.quoted(namespace() == null ? name() : name() + "/" + namespace());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableRbacSubject.Builder {
        Builder() {}
    }
}
