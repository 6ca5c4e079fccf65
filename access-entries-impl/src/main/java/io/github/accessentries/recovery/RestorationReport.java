package io.github.accessentries.recovery;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authn.KubernetesUser;
import java.util.Optional;
import org.immutables.value.Value;

/** What was done to make a principal an administrator, and on what that is known to work. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class RestorationReport {

    RestorationReport() {}

    /**
     * Starts without a user. Plan, entry and proof are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return what was done; empty if there was nothing to do} */
    public abstract RestorationPlan plan();

    /** {@return the entry as EKS shows it now} */
    public abstract AccessEntry entry();

    /** {@return on what it is known to work} */
    public abstract Proof proof();

    /** {@return the user that the cluster sees, empty if it was not asked} */
    public abstract Optional<KubernetesUser> user();

    /**
     * The report as text.
     *
     * @return what was done, and what is known of it
     */
    @Override
    public final String toString() {
        return plan() + "\n  "
                + switch (proof()) {
                    case ALLOWED_BY_CLUSTER -> "the cluster lets it in and allows it everything";
                    case LET_IN_BY_CLUSTER -> "the cluster lets it in; what it allows was not asked";
                    case SHOWN_BY_EKS ->
                        "EKS shows it as administrator; the cluster itself was not asked, and may need some seconds";
                };
    }

    /** On what it is known that the principal is an administrator again. */
    public enum Proof {
        /** The cluster lets the principal in and allows it everything. */
        ALLOWED_BY_CLUSTER,
        /** The cluster lets the principal in, as its entry says. */
        LET_IN_BY_CLUSTER,
        /** EKS shows the entry with its policy; the cluster was not asked. */
        SHOWN_BY_EKS
    }

    /** Builds reports. Not thread-safe. */
    public static final class Builder extends ImmutableRestorationReport.Builder {
        Builder() {}
    }
}
