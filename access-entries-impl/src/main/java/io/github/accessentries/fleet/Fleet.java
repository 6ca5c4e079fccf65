package io.github.accessentries.fleet;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.waiting.InParallel;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Many clusters, in any accounts and regions, each with its desired access. Works on several clusters at once; a
 * failure of one does not stop the others and is reported beside their results.
 *
 * <pre>{@code
 * Fleet fleet = Fleet.builder()
 *     .cluster("eu/prod", prodInFrankfurt, desired)
 *     .cluster("us/prod", prodInOregon, desired)
 *     .build();
 * FleetResult<AccessPlan> plans = fleet.plan();
 * System.out.println(plans);                                   // a line for each cluster with changes or failures
 * FleetResult<ApplyReport> reports = fleet.apply(plans, ApplyOptions.defaults());
 * }</pre>
 *
 * <p>Thread-safe. Each call starts the threads that it needs and ends them before it returns.
 */
public final class Fleet {

    /** A cluster and its desired access. */
    private record Member(AccessEntries cluster, DesiredAccess desired) {}

    private final Map<String, Member> members;
    private final int parallelism;
    private final Clock clock;

    private Fleet(Builder options) {
        this.members = new LinkedHashMap<>(options.members);
        this.parallelism = options.parallelism;
        this.clock = options.clock;
    }

    /**
     * Starts without clusters.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How many clusters are worked on at the same time.
     *
     * @return 1 to 100
     */
    public int parallelism() {
        return parallelism;
    }

    /**
     * Plans for every cluster; changes nothing.
     *
     * @return the plans by cluster, and the failures
     * @throws io.github.accessentries.UnavailableException if the thread is interrupted
     */
    @CheckReturnValue
    public FleetResult<AccessPlan> plan() {
        return each((id, member) -> Optional.of(member.cluster().plan(member.desired())), FleetLine::of);
    }

    /**
     * Applies plans. For a plan with findings that are not signed off, or a cluster that has changed since, the cluster
     * fails. An incomplete report is a result, not a failure; plan and apply again to complete it.
     *
     * @param plans the result of {@link #plan()}; clusters without a plan are left alone
     * @param options what is signed off, and how to apply the plans, for every cluster
     * @return the reports by cluster, and the failures
     * @throws io.github.accessentries.UnavailableException if the thread is interrupted
     */
    public FleetResult<ApplyReport> apply(FleetResult<AccessPlan> plans, ApplyOptions options) {
        requireNonNull(plans, "plans");
        requireNonNull(options, "options");
        return each(
                (id, member) -> Optional.ofNullable(plans.results().get(id))
                        .map(plan -> member.cluster().apply(plan, options)),
                FleetLine::of);
    }

    /**
     * Checks how each cluster differs from its desired access; changes nothing.
     *
     * @return the drifts by cluster, and the failures
     * @throws io.github.accessentries.UnavailableException if the thread is interrupted
     */
    @CheckReturnValue
    public FleetResult<Drift> drift() {
        return each((id, member) -> Optional.of(Drift.of(member.cluster(), member.desired(), clock)), FleetLine::of);
    }

    /** The work on one cluster; returns empty if there is nothing to do. */
    private interface Work<T> {
        Optional<T> on(String id, Member member);
    }

    private <T> FleetResult<T> each(Work<T> work, Function<T, FleetLine> line) {
        FleetResult.Gathered<T> gathered = new FleetResult.Gathered<>(members.keySet());
        InParallel.of(
                List.copyOf(members.keySet()),
                id -> {
                    try {
                        work.on(id, requireNonNull(members.get(id))).ifPresent(result -> gathered.add(id, result));
                    } catch (RuntimeException e) {
                        gathered.fail(id, e);
                    }
                    return id;
                },
                parallelism);
        return gathered.result(line);
    }

    /** Builds fleets. Not thread-safe. */
    public static final class Builder {

        private static final int MAX_PARALLELISM = 100;

        private final Map<String, Member> members = new LinkedHashMap<>();
        private int parallelism = 8;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Adds a cluster.
         *
         * @param id what it is called in results; unique in the fleet, unlike names of clusters across accounts and
         *     regions
         * @param cluster the cluster, which the caller closes
         * @param desired its desired access
         * @return this builder
         * @throws IllegalArgumentException if the fleet already has a cluster with this id
         */
        public Builder cluster(String id, AccessEntries cluster, DesiredAccess desired) {
            requireNonNull(id, "id");
            Member member = new Member(requireNonNull(cluster, "cluster"), requireNonNull(desired, "desired"));
            if (members.putIfAbsent(id, member) != null) {
                throw new IllegalArgumentException("The fleet already has a cluster \"" + id + "\"; add the account"
                        + " or region to the ids of clusters with the same name");
            }
            return this;
        }

        /**
         * Sets how many clusters are worked on at the same time. Throttling is by account and region, so clusters of
         * different ones do not affect each other.
         *
         * @param clusters 1 to 100, 8 by default
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        public Builder parallelism(int clusters) {
            if (clusters < 1 || clusters > MAX_PARALLELISM) {
                throw new IllegalArgumentException(
                        "parallelism " + clusters + " is out of range; use 1 to " + MAX_PARALLELISM);
            }
            parallelism = clusters;
            return this;
        }

        /**
         * Sets the clock, for tests.
         *
         * @param clock the clock, the system's by default
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Builds it. Makes no call.
         *
         * @return the fleet
         */
        @CheckReturnValue
        public Fleet build() {
            return new Fleet(this);
        }
    }
}
