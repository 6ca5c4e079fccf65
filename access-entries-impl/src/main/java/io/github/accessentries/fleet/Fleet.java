package io.github.accessentries.fleet;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.waiting.InParallel;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 * <p>Thread-safe. Each call starts the threads that it needs and ends them before it returns.
 */
public final class Fleet {

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    /** A cluster and its desired access. */
    private record Member(AccessEntries cluster, DesiredAccess desired) {}

    private final Map<String, Member> members;
    private final int parallelism;
    private final Clock clock;
    private final FleetListener listener;

    private Fleet(Builder options) {
        this.members = new LinkedHashMap<>(options.members);
        this.parallelism = options.parallelism;
        this.clock = options.clock;
        this.listener = options.listener;
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
     * @return the plans by cluster, and the failures; if the thread is interrupted, it stays so, and the clusters that
     *     were not done are among these
     */
    @CheckReturnValue
    public FleetResult<AccessPlan> plan() {
        return each((id, member) -> member.cluster().plan(member.desired()), FleetLine::of);
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
        for (String id : plans.results().keySet()) {
            if (!members.containsKey(id)) {
                throw new IllegalArgumentException("There is a plan for cluster " + PlainText.quoted(id)
                        + ", which this fleet does not have; plan with the fleet that applies");
            }
        }
        return each(
                (id, member) -> {
                    RuntimeException unplanned = plans.failures().get(id);
                    if (unplanned != null) {
                        throw unplanned;
                    }
                    AccessPlan plan = plans.results().get(id);
                    if (plan == null) {
                        throw new AccessEntriesException(
                                "There is no plan for cluster " + id
                                        + ", so nothing was done there; plan with the fleet that applies",
                                about(id),
                                null);
                    }
                    return apply(id, member, plan, within(id, plan, options));
                },
                FleetLine::of);
    }

    private static ApplyReport apply(String id, Member member, AccessPlan plan, ApplyOptions options) {
        try {
            return member.cluster().apply(plan, options);
        } catch (UnsafePlanException e) {
            throw UnsafePlanException.inFleet(id, e);
        }
    }

    /** What the options say for one cluster: its own sign-offs, and what it is called. */
    private static ApplyOptions within(String id, AccessPlan plan, ApplyOptions options) {
        SignOff own = SignOff.of(plan.findings().stream()
                .filter(finding -> options.signOff().coversIn(id, finding))
                .map(Finding::name)
                .toList());
        ApplyOptions.Builder within = ApplyOptions.builder();
        return within.from(options)
                .signOff(own)
                .listener(outcome -> options.listener().changed(called(id, outcome)))
                .build();
    }

    private static ApplyReport.Outcome called(String id, ApplyReport.Outcome outcome) {
        ApplyReport.Outcome.Builder called = ApplyReport.Outcome.builder();
        return called.from(outcome).cluster(id).build();
    }

    /**
     * Checks how each cluster differs from its desired access; changes nothing.
     *
     * @return the drifts by cluster, and the failures; if the thread is interrupted, it stays so, and the clusters that
     *     were not done are among these
     */
    @CheckReturnValue
    public FleetResult<Drift> drift() {
        return each((id, member) -> Drift.of(member.cluster(), member.desired(), clock), FleetLine::of);
    }

    /** The work on one cluster. */
    private interface Work<T> {
        T on(String id, Member member);
    }

    private <T> FleetResult<T> each(Work<T> work, BiFunction<String, T, FleetLine> line) {
        FleetResult.Gathered<T> gathered = new FleetResult.Gathered<>(members.keySet());
        AtomicInteger done = new AtomicInteger();
        try {
            List<String> unused = InParallel.of(
                    List.copyOf(members.keySet()),
                    id -> {
                        String text = one(id, work, line, gathered);
                        tell(id, text, done.incrementAndGet());
                        return id;
                    },
                    parallelism);
        } catch (UnavailableException interrupted) {
            gathered.failRest(interrupted);
        }
        return gathered.result(line);
    }

    private <T> String one(
            String id, Work<T> work, BiFunction<String, T, FleetLine> line, FleetResult.Gathered<T> gathered) {
        try {
            T result = requireNonNull(
                    work.on(id, requireNonNull(members.get(id))),
                    () -> "The AccessEntries of cluster " + PlainText.of(id) + " returned null instead of a result");
            FleetLine said = line.apply(id, result);
            gathered.add(id, result);
            return said.quiet() ? "unchanged" : said.text();
        } catch (RuntimeException e) {
            return failed(id, e, gathered);
        } catch (VirtualMachineError e) {
            // Nothing can be relied upon any more.
            throw e;
        } catch (Error e) {
            return failed(
                    id,
                    new AccessEntriesException(
                            "The work on cluster " + id + " ended with an error: " + e, about(id), e),
                    gathered);
        }
    }

    private static String failed(String id, RuntimeException failure, FleetResult.Gathered<?> gathered) {
        gathered.fail(id, failure);
        return "failed: " + failure.getMessage();
    }

    private static ErrorContext about(String id) {
        return ErrorContext.builder().cluster(id).build();
    }

    private void tell(String id, String text, int done) {
        try {
            listener.finished(id, PlainText.of(text), done, members.size());
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.warn("The listener of the fleet failed at cluster {}", PlainText.of(id), e);
        }
    }

    /** Builds fleets. Not thread-safe. */
    public static final class Builder {

        private static final int MAX_PARALLELISM = 100;

        private final Map<String, Member> members = new LinkedHashMap<>();
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
            Member member = new Member(requireNonNull(cluster, "cluster"), requireNonNull(desired, "desired"));
            if (members.putIfAbsent(id, member) != null) {
                throw new IllegalArgumentException("The fleet already has a cluster " + PlainText.quoted(id)
                        + "; add the account" + " or region to the ids of clusters with the same name");
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
            return new Fleet(this);
        }
    }
}
