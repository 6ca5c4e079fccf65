package io.github.accessentries.fleet;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.EntryChange;
import io.github.accessentries.plan.Unchecked;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * How a cluster differs from its desired access at one moment; for a monitor, as JSON by {@code ResultReport.of(drift)}. Immutable.
 *
 * <p>To watch a cluster, let a snapshot check it on a schedule:
 *
 * <pre>{@code
 * RefreshedSnapshot<Drift> drift = RefreshedSnapshot.builder("drift of prod", () -> Drift.of(prod, desired))
 *         .interval(Duration.ofMinutes(10))
 *         .start();
 * drift.get().inSync();
 * }</pre>
 */
@CheckReturnValue
@Value.Immutable
public abstract class Drift {

    Drift() {}

    /**
     * Starts a drift, for fakes of fleets; all but the unlisted principals is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Checks a cluster; changes nothing. Blocks until it is read.
     *
     * @param cluster the cluster
     * @param desired its desired access
     * @return the drift
     * @throws io.github.accessentries.AccessEntriesException if the cluster cannot be read
     */
    public static Drift of(AccessEntries cluster, DesiredAccess desired) {
        return of(cluster, desired, Clock.systemUTC());
    }

    static Drift of(AccessEntries cluster, DesiredAccess desired, Clock clock) {
        requireNonNull(cluster, "cluster");
        requireNonNull(desired, "desired");
        Instant now = clock.instant();
        AccessPlan plan = requireNonNull(
                cluster.plan(desired),
                () -> "The AccessEntries of cluster " + cluster.cluster() + " returned null instead of a plan");
        Set<PrincipalArn> spokenFor = plan.changes().stream()
                .filter(EntryChange.class::isInstance)
                .map(change -> ((EntryChange) change).principal())
                .collect(Collectors.toSet());
        spokenFor.addAll(desired.principals());
        List<PrincipalArn> unlisted = cluster.principals().stream()
                .filter(principal -> !spokenFor.contains(principal) && !principal.isServiceLinkedRole())
                .toList();
        return builder()
                .cluster(cluster.cluster())
                .checkedAt(now)
                .plan(plan)
                .unlisted(unlisted)
                .build();
    }

    /** {@return the cluster's name} */
    public abstract String cluster();

    /** {@return when it was checked} */
    public abstract Instant checkedAt();

    /** {@return the plan that brings the cluster back to its desired access} */
    public abstract AccessPlan plan();

    /**
     * Principals with entries that the desired state neither lists nor owns and that do not belong to an AWS service.
     *
     * @return the principals; others may have created their entries on purpose
     */
    public abstract List<PrincipalArn> unlisted();

    /**
     * What lets principals into the cluster and was not compared, or not in full: the {@code aws-auth} ConfigMap, where it counts. While
     * there is anything, somebody that nobody lists may have any access by it, in sync or not.
     *
     * @return each part with what is not known because of it, and how to have it compared; none if all was compared
     */
    public final List<Unchecked> notCompared() {
        return plan().unchecked().stream()
                .filter(each -> each.part() == Unchecked.Part.AWS_AUTH)
                .toList();
    }

    /**
     * Whether the cluster is in its desired state, as far as access entries go, and roles and bindings where the state has them.
     * Unlisted principals and {@linkplain AccessPlan#notices() notices} do not count: they say what else a person should look at.
     * Nor does what was {@linkplain #notCompared() not compared}.
     *
     * @return {@code true} if nothing needs to change
     */
    public final boolean inSync() {
        return plan().isEmpty();
    }

    /**
     * Whether the cluster is in sync, in words.
     *
     * @return {@code in sync}, how far that goes if something was {@linkplain #notCompared() not compared}, or {@code out of sync}
     */
    public final String verdict() {
        if (!inSync()) {
            return "out of sync";
        }
        return notCompared().isEmpty() ? "in sync" : "in sync as far as access entries go; aws-auth was not compared";
    }

    /**
     * The drift as text.
     *
     * @return one line, and one more for each change that is needed, and for whatever else a person should know
     */
    @Override
    public final String toString() {
        return "Cluster " + PlainText.name(cluster())
                + " is " + verdict() + (inSync() ? "" : ":")
                + lines("\n  needs: ", plan().changes())
                + lines("\n  unlisted: ", unlisted())
                + lines("\n  take note: ", plan().notices())
                + (plan().unchecked().isEmpty() ? "" : "\n  not checked: " + unchecked());
    }

    private String unchecked() {
        return plan().unchecked().stream()
                .map(each -> each.part().id())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String lines(String start, List<?> things) {
        return things.stream().map(thing -> start + thing).collect(Collectors.joining());
    }

    /** Builds drifts. Not thread-safe. */
    public static final class Builder extends ImmutableDrift.Builder {
        Builder() {}
    }
}
