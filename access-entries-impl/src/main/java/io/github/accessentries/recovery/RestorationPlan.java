package io.github.accessentries.recovery;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Unchecked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What makes a principal an administrator of a cluster, with the least change. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class RestorationPlan {

    RestorationPlan() {}

    /**
     * Starts without changes. Cluster and principal are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the cluster's name} */
    public abstract String cluster();

    /** {@return the role or user that is to be an administrator} */
    public abstract PrincipalArn principal();

    /** {@return the mode that the cluster has to change to first, empty if it counts access entries already} */
    public abstract Optional<AuthenticationMode> mode();

    /** {@return the changes of entries, in their order; none if the principal is an administrator by its entry} */
    public abstract List<Change> changes();

    /** {@return the dangers, which have to be signed off by name} */
    public abstract List<Finding> findings();

    /** {@return what could not be looked at} */
    public abstract List<Unchecked> unchecked();

    /**
     * Whether there is nothing to do.
     *
     * @return {@code true} if EKS shows the principal as an administrator
     */
    public final boolean isEmpty() {
        return mode().isEmpty() && changes().isEmpty();
    }

    /**
     * The plan as text.
     *
     * @return the steps, the findings, and what was not looked at
     */
    @Override
    public final String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(principal() + " as administrator of cluster " + PlainText.name(cluster()) + ": "
                + (isEmpty() ? "it is one already, as far as EKS shows" : "to do"));
        mode().ifPresent(mode -> lines.add("  change the authentication mode to " + mode));
        changes().forEach(change -> lines.add("  " + change));
        findings().forEach(finding -> lines.add("  sign off " + finding));
        unchecked().forEach(part -> lines.add("  not looked at: " + part));
        return String.join("\n", lines.stream().map(PlainText::of).toList());
    }

    /** Builds plans. Not thread-safe. */
    public static final class Builder extends ImmutableRestorationPlan.Builder {
        Builder() {}
    }
}
