package io.github.accessentries.rbac;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A Role or ClusterRole of Kubernetes. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class RbacRole {

    RbacRole() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the namespace of a Role, {@code null} for a ClusterRole} */
    public abstract @Nullable String namespace();

    /** {@return the name} */
    public abstract String name();

    /** {@return its rules; those of an aggregated ClusterRole are the ones that the cluster has filled in} */
    public abstract List<Rule> rules();

    /**
     * The role as text.
     *
     * @return name and rules on one line
     */
    @Override
    public final String toString() {
        String name = namespace() == null ? name() : name() + "/" + namespace();
        return (namespace() == null ? "ClusterRole " : "Role ") + PlainText.quoted(name) + " " + rules();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableRbacRole.Builder {
        Builder() {}
    }
}
