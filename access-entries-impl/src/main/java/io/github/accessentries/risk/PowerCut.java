package io.github.accessentries.risk;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import org.immutables.value.Value;

/** A grant without which some subjects have no path to full control of the cluster. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class PowerCut {

    PowerCut() {}

    /**
     * Starts with nothing set. Everything but collections is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return what would be taken away, a whole binding or one association of a policy: for example {@code ClusterRoleBinding "ci"
     * of ClusterRole "deployer"}}
     */
    public abstract String grant();

    /**
     * {@return who has a path with it and none without it, sorted; at least one. The rest of the cluster stays as it is, so the
     * subjects of two cuts cannot be added up}
     */
    public abstract List<Subject> subjects();

    /**
     * The cut as text.
     *
     * @return for example {@code without ClusterRoleBinding "ci" of ClusterRole "deployer", 12 subjects have no path}
     */
    @Override
    public final String toString() {
        int count = subjects().size();
        return "without " + PlainText.of(grant()) + ", "
                + (count == 1 ? subjects().get(0) + " has no path" : count + " subjects have no path");
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutablePowerCut.Builder {
        Builder() {}
    }
}
