package io.github.accessentries.fleet;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.DesiredAccess;
import java.util.Arrays;
import java.util.List;
import org.immutables.value.Value;

/**
 * A cluster of a fleet and its desired access, made for one piece of work and closed after it. Immutable; may be shared by
 * threads as far as its parts may.
 *
 * <pre>{@code
 * Fleet.builder().clusters(names, name -> {
 *     EksAccessEntries entries = EksAccessEntries.of(name);
 *     return FleetMember.of(entries, desired).closing(entries);
 * })
 * }</pre>
 */
@CheckReturnValue
@Value.Immutable
public abstract class FleetMember {

    FleetMember() {}

    /**
     * Starts a member; all but what is closed is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A cluster that needs no closing.
     *
     * @param entries the cluster
     * @param desired its desired access
     * @return the member
     */
    public static FleetMember of(AccessEntries entries, DesiredAccess desired) {
        return builder()
                .entries(requireNonNull(entries, "entries"))
                .desired(requireNonNull(desired, "desired"))
                .build();
    }

    /** {@return the cluster} */
    public abstract AccessEntries entries();

    /** {@return its desired access} */
    public abstract DesiredAccess desired();

    /**
     * What is closed when the work on the cluster is done or has failed, for example its {@code EksClient}.
     *
     * @return the resources, in the order in which they are closed
     */
    public abstract List<AutoCloseable> resources();

    /**
     * The same cluster with more to close.
     *
     * @param resources what is closed when the work is done, in this order, after what the member closes already; an exception
     *     there is logged and has no other effect, since the work is done
     * @return a member that closes them, too
     */
    public final FleetMember closing(AutoCloseable... resources) {
        Builder more = builder();
        more.from(this);
        Arrays.stream(requireNonNull(resources, "resources"))
                .forEach(resource -> more.addResource(requireNonNull(resource, "resources element")));
        return more.build();
    }

    /** Builds members. Not thread-safe. */
    public static final class Builder extends ImmutableFleetMember.Builder {
        Builder() {}
    }
}
