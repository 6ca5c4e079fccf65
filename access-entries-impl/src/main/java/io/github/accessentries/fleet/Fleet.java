package io.github.accessentries.fleet;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
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
 * FleetResult<ApplyReport> reports = fleet.apply(plans, ApplyOptions.with(SignOff.of("eu/prod/type-change")));
 * }</pre>
 *
 * <p>A sign-off counts for the one cluster that it names, by what the fleet calls it and a slash before the name of the
 * finding; names without a cluster count for none.
 *
 * <p>{@link #plan()}, {@link #apply} and {@link #drift()} keep the results of all clusters. For thousands of clusters there are
 * {@link #planEach}, {@link #applyEach} and {@link #driftEach}: they hand each result over and forget it, and clusters that a
 * function makes ({@link Builder#clusters}) are opened when their turn comes and closed after it, so that memory does not grow
 * with the fleet. {@link #shard(Shard)} is a part of a fleet, for several machines that work side by side.
 *
 * <p>Thread-safe. Each call blocks until the work is done; it starts the threads that it needs and ends them before it returns.
 */
public final class Fleet {

    /** What makes each cluster when its turn has come. */
    private final Map<String, Function<String, FleetMember>> members;

    private final Shard shard;
    private final int parallelism;
    private final Clock clock;
    private final FleetListener listener;

    private Fleet(
            Map<String, Function<String, FleetMember>> members,
            Shard shard,
            int parallelism,
            Clock clock,
            FleetListener listener) {
        this.members = members;
        this.shard = shard;
        this.parallelism = parallelism;
        this.clock = clock;
        this.listener = listener;
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
     * The clusters.
     *
     * @return what the fleet calls them, in the order in which they were added
     */
    public List<String> clusters() {
        return List.copyOf(members.keySet());
    }

    /**
     * The part of the fleet that this is.
     *
     * @return {@link Shard#whole()}, unless the fleet was split
     */
    public Shard shard() {
        return shard;
    }

    /**
     * The clusters of one shard, as a fleet of its own. Sign-offs, listeners, plans and drifts are the same there. Makes no call
     * and opens no cluster.
     *
     * @param shard which part of the fleet
     * @return a fleet with the clusters that the shard contains, perhaps none
     * @throws IllegalArgumentException if this is a shard already
     */
    @CheckReturnValue
    public Fleet shard(Shard shard) {
        requireNonNull(shard, "shard");
        if (!this.shard.equals(Shard.whole())) {
            throw new IllegalArgumentException("This fleet is " + this.shard + " already, and cannot be split into "
                    + shard.count() + "; split the whole fleet");
        }
        Map<String, Function<String, FleetMember>> own = new LinkedHashMap<>(members);
        own.keySet().removeIf(id -> !shard.contains(id));
        return new Fleet(own, shard, parallelism, clock, listener);
    }

    /**
     * The clusters of one shard, as a fleet of its own.
     *
     * @param index which shard, from 0
     * @param count how many there are
     * @return a fleet with the clusters that the shard contains, perhaps none
     * @throws IllegalArgumentException if index or count are out of range, or this is a shard already
     * @see #shard(Shard)
     */
    @CheckReturnValue
    public Fleet shard(int index, int count) {
        return shard(Shard.of(index, count));
    }

    /**
     * Plans for every cluster; changes nothing.
     *
     * @return the plans by cluster, and the failures; if the thread is interrupted, it stays so, and the clusters that
     *     were not done are among these
     */
    @CheckReturnValue
    public FleetResult<AccessPlan> plan() {
        return gather(this::planEach);
    }

    /**
     * Plans for every cluster and hands each plan over as soon as it is there; changes nothing.
     *
     * <p>The consumer is called in this thread, for one cluster at a time, in the order in which they are done. Whatever time it
     * takes, never are there more than one plan more than the {@link #parallelism()}. If it throws, no further cluster is begun,
     * and what is under way is brought to its end. After an interrupt, too, it gets what is under way, before the thread is
     * interrupted again.
     *
     * @param consumer takes the plan or failure of each cluster
     * @return what is worth keeping; if the thread is interrupted, it stays so, no further cluster is begun, and those are told
     *     as not begun
     * @throws IncompleteFleetException if the consumer throws an exception, which is its cause; it has the summary
     */
    @CheckReturnValue
    public FleetSummary planEach(Consumer<? super ClusterResult<AccessPlan>> consumer) {
        requireNonNull(consumer, "consumer");
        return each(
                FleetOperation.PLAN, id -> member -> member.entries().plan(member.desired()), Summaries::of, consumer);
    }

    /**
     * Applies plans. For a plan with findings that are not signed off for its cluster, or a cluster that has changed
     * since, the cluster fails, and so does a cluster whose plan failed or is missing. An incomplete report is a result, not a failure;
     * plan and apply again to complete it, or call {@link FleetResult#orThrow()}.
     *
     * @param plans the result of {@link #plan()}; clusters that are not in it are left alone and are failures
     * @param options what is signed off, each for one cluster ({@link io.github.accessentries.plan.SignOff#inCluster}), and
     *     how to apply the plans; the listener is told what the fleet calls each cluster
     * @return the reports by cluster, and the failures; if the thread is interrupted, it stays so, the reports say how far
     *     the work went, and the clusters that were not begun are among the failures
     * @throws IllegalArgumentException if there is a plan for a cluster that the fleet does not have
     */
    @CheckReturnValue
    public FleetResult<ApplyReport> apply(FleetResult<AccessPlan> plans, ApplyOptions options) {
        requireNonNull(plans, "plans");
        requireNonNull(options, "options");
        PlansToApply.requireMembers(plans.results().keySet(), members.keySet());
        return gather(consumer -> each(FleetOperation.APPLY, PlansToApply.of(plans, options), Summaries::of, consumer));
    }

    /**
     * Plans again for every cluster, and applies exactly the plans that a summary speaks of: where a plan has become another, by
     * its changes, its findings or the entries that it is based on, the cluster fails with a {@link
     * io.github.accessentries.plan.StalePlanException}, and nothing is done there. What is done already is left alone, so this may
     * be repeated. Apart from that, like {@link #apply} and {@link #planEach}.
     *
     * @param plans the summary of {@link #planEach} or {@link #plan()}, of this fleet or of all its shards; clusters that it does
     *     not speak of are left alone and are failures
     * @param options what is signed off, each for one cluster, and how to apply the plans
     * @param consumer takes the report or failure of each cluster
     * @return what is worth keeping; if the thread is interrupted, it stays so, the reports say how far the work went, no further
     *     cluster is begun, and those are told as not begun
     * @throws IllegalArgumentException if it is no summary of plans, or has a cluster that this fleet should have and does not
     * @throws IncompleteFleetException if the consumer throws an exception, which is its cause; it has the summary
     */
    @CheckReturnValue
    public FleetSummary applyEach(
            FleetSummary plans, ApplyOptions options, Consumer<? super ClusterResult<ApplyReport>> consumer) {
        requireNonNull(plans, "plans");
        requireNonNull(options, "options");
        requireNonNull(consumer, "consumer");
        if (plans.operation() != FleetOperation.PLAN) {
            throw new IllegalArgumentException(
                    "The summary is of " + plans.operation() + ", not of PLAN; pass what planEach gave");
        }
        PlansToApply.requireMembers(
                plans.clusters().stream()
                        .map(ClusterSummary::cluster)
                        .filter(shard::contains)
                        .toList(),
                members.keySet());
        return each(FleetOperation.APPLY, PlansToApply.reviewed(plans, options), Summaries::of, consumer);
    }

    /**
     * Plans for every cluster and applies each plan at once, without a person who reads it, as scheduled jobs do that keep
     * clusters as they should be. Findings stop it at their cluster all the same, unless they are signed off. Apart from that,
     * like {@link #applyEach(FleetSummary, ApplyOptions, Consumer)}.
     *
     * @param options what is signed off, each for one cluster, and how to apply the plans
     * @param consumer takes the report or failure of each cluster
     * @return what is worth keeping; if the thread is interrupted, it stays so, the reports say how far the work went, no further
     *     cluster is begun, and those are told as not begun
     * @throws IncompleteFleetException if the consumer throws an exception, which is its cause; it has the summary
     */
    @CheckReturnValue
    public FleetSummary applyEach(ApplyOptions options, Consumer<? super ClusterResult<ApplyReport>> consumer) {
        requireNonNull(options, "options");
        requireNonNull(consumer, "consumer");
        return each(FleetOperation.APPLY, PlansToApply.madeNow(options), Summaries::of, consumer);
    }

    /**
     * Checks how each cluster differs from its desired access; changes nothing.
     *
     * @return the drifts by cluster, and the failures; if the thread is interrupted, it stays so, and the clusters that
     *     were not done are among these
     */
    @CheckReturnValue
    public FleetResult<Drift> drift() {
        return gather(this::driftEach);
    }

    /**
     * Checks how each cluster differs from its desired access, and hands each drift over as soon as it is there; changes nothing.
     * The consumer is called as by {@link #planEach}.
     *
     * @param consumer takes the drift or failure of each cluster
     * @return what is worth keeping; if the thread is interrupted, it stays so, no further cluster is begun, and those are told
     *     as not begun
     * @throws IncompleteFleetException if the consumer throws an exception, which is its cause; it has the summary
     */
    @CheckReturnValue
    public FleetSummary driftEach(Consumer<? super ClusterResult<Drift>> consumer) {
        requireNonNull(consumer, "consumer");
        return each(
                FleetOperation.DRIFT,
                id -> member -> Drift.of(member.entries(), member.desired(), clock),
                Summaries::of,
                consumer);
    }

    private <T> FleetResult<T> gather(Function<Consumer<ClusterResult<T>>, FleetSummary> run) {
        FleetResult.Gathered<T> gathered = new FleetResult.Gathered<>();
        FleetSummary summary = run.apply(gathered::add);
        return gathered.result(members.keySet(), summary);
    }

    private <T> FleetSummary each(
            FleetOperation operation,
            FleetRun.Work<T> work,
            BiFunction<String, T, ClusterSummary> summarizer,
            Consumer<? super ClusterResult<T>> consumer) {
        return new FleetRun<>(members, shard, listener, operation, work, summarizer).each(parallelism, consumer);
    }

    /** Builds fleets. Not thread-safe. */
    public static final class Builder {

        private static final int MAX_PARALLELISM = 100;

        private final Map<String, Function<String, FleetMember>> members = new LinkedHashMap<>();
        private int parallelism = 8;
        private Clock clock = Clock.systemUTC();
        private FleetListener listener = (cluster, text, done, all) -> {};

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
            FleetMember member = FleetMember.of(requireNonNull(cluster, "cluster"), requireNonNull(desired, "desired"));
            add(id, unused -> member);
            return this;
        }

        /**
         * Adds clusters that are made when their turn comes, for each piece of work anew, and closed when it is done: at most as
         * many are open as are worked on at the same time.
         *
         * @param ids what they are called in results, each unique in the fleet
         * @param members makes the cluster for an id; called by several threads at once; a cluster for which it throws fails
         * @return this builder
         * @throws IllegalArgumentException if an id is there twice, or the fleet already has a cluster with it
         */
        public Builder clusters(Collection<String> ids, Function<String, FleetMember> members) {
            requireNonNull(members, "members");
            requireNonNull(ids, "ids").forEach(id -> add(requireNonNull(id, "ids element"), members));
            return this;
        }

        private void add(String id, Function<String, FleetMember> member) {
            if (members.putIfAbsent(id, member) != null) {
                throw new IllegalArgumentException("The fleet already has a cluster " + PlainText.quoted(id)
                        + "; add the account or region to the ids of clusters with the same name");
            }
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
         * Sets who is told of each cluster that is done, while the fleet plans, applies or checks.
         *
         * @param listener the listener, for example {@code FleetListener.lines(System.out::println)}; none by default
         * @return this builder
         */
        public Builder listener(FleetListener listener) {
            this.listener = requireNonNull(listener, "listener");
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
            return new Fleet(new LinkedHashMap<>(members), Shard.whole(), parallelism, clock, listener);
        }
    }
}
