package io.github.accessentries.rbac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.internal.waiting.AgeClock;
import io.github.accessentries.internal.waiting.PlannableTime;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.mapping.ClusterMapper;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.snapshot.RefreshListener;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.snapshot.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that is followed in the background, for programs that authenticate and authorize:
 *
 * <pre>{@code
 * try (LiveAccess live = LiveAccess.start(prod, kubernetes)) {
 *     Authenticator authenticator = IamAuthenticator.builder()
 *             .clusterName("prod")
 *             .verifier(verifier)
 *             .mapper(live.mapper())
 *             .build();
 *     Authorizer authorizer = live.authorizer(); // always asks the newest model
 * }
 * }</pre>
 *
 * <p>RBAC objects, namespaces and {@code aws-auth} are read once and then watched, so that a change counts within a second or so; that
 * needs a {@link io.github.accessentries.kubernetes.WatchableKubernetesApi} and the verbs list and watch. Where they cannot be watched, they are read every 30 seconds, and {@link
 * #notWatched()} says why. EKS tells nobody of changes of access entries, which are read every 30 seconds, and soon after {@link
 * #entriesChanged()} or a change through {@link #entries()}. Watches that break or are silent are made anew, and whatever is watched is
 * read as a whole from time to time as well.
 *
 * <p>The mapper, the models and the authorizer use the same reading. A model is compiled before it becomes visible, only if something
 * has changed, and from the model before it, whose equal parts it keeps; many changes at once make one. No call waits for EKS or the
 * cluster. If one part cannot be followed for too long, calls are refused with an {@link io.github.accessentries.UnavailableException}.
 *
 * <p>Thread-safe.
 */
public final class LiveAccess implements HealthIndicator, AutoCloseable {

    private record Times(Duration interval, Duration staleAfter, Duration relist, Duration firstReadPatience) {}

    private final LiveCluster cluster;
    private final Times times;
    private final @Nullable AccessEntries entries;
    private final Snapshot<AccessModel> model;
    private final IdentityMapper mapper;
    /** The model that the next one starts from; this affects only how much work is needed. */
    private volatile AccessModel latest;

    private LiveAccess(LiveCluster cluster, Times times, @Nullable AccessEntries entries, PolicyCatalogue catalogue) {
        this.cluster = cluster;
        this.times = times;
        this.entries = entries == null ? null : new HintingEntries(entries, cluster::entriesChanged);
        this.latest = ClusterAccess.builder().catalogue(catalogue).build();
        this.model = cluster.map(this::next);
        this.mapper = ClusterMapper.of(cluster.map(ClusterReading::mappings));
    }

    private AccessModel next(ClusterReading reading) {
        AccessModel next = ClusterAccess.builder().from(latest).reading(reading).build();
        latest = next;
        return next;
    }

    /**
     * Follows the access entries of a cluster alone. What depends on its RBAC objects or its {@code aws-auth} is not known then, and
     * in doubt. Blocks until the entries are read.
     *
     * @param accessEntries the access entries of the cluster
     * @return the cluster, to be closed when it is no longer needed
     * @throws io.github.accessentries.UnavailableException if they cannot be read now
     */
    public static LiveAccess start(AccessEntries accessEntries) {
        return builder(accessEntries).start();
    }

    /**
     * Follows a cluster. Blocks until everything is read for the first time.
     *
     * @param accessEntries the access entries of the cluster
     * @param kubernetes the API of the same cluster
     * @return the cluster, to be closed when it is no longer needed
     * @throws io.github.accessentries.UnavailableException if it cannot be read now
     */
    public static LiveAccess start(AccessEntries accessEntries, KubernetesApi kubernetes) {
        requireNonNull(kubernetes, "kubernetes");
        return builder(accessEntries).kubernetes(kubernetes).start();
    }

    /**
     * Starts with the default for every option, and without the cluster's own API.
     *
     * @param accessEntries the access entries of the cluster
     * @return a new builder
     */
    public static Builder builder(AccessEntries accessEntries) {
        return new Builder(requireNonNull(accessEntries, "accessEntries"));
    }

    /**
     * A cluster from readings of one's own, each of everything at once; nothing is watched.
     *
     * @param readings closed together with the result
     * @return the cluster
     */
    public static LiveAccess of(RefreshedSnapshot<ClusterReading> readings) {
        requireNonNull(readings, "readings");
        Times times = new Times(
                readings.interval(), readings.staleAfter(), readings.interval(), readings.firstReadPatience());
        return new LiveAccess(new PolledCluster(readings), times, null, PolicyCatalogue.published());
    }

    /**
     * The current model of the cluster.
     *
     * @return a snapshot that gives the newest one, and is as old as its oldest part
     */
    public Snapshot<AccessModel> model() {
        return model;
    }

    /**
     * An authorizer that always uses the newest model.
     *
     * @return the authorizer; it throws an {@link io.github.accessentries.UnavailableException} when a part of the model is too old
     */
    public Authorizer authorizer() {
        return new NewestModelAuthorizer(model);
    }

    /**
     * A mapper that always uses the newest reading, in the order of the authentication mode.
     *
     * @return the mapper; it throws an {@link io.github.accessentries.UnavailableException} when a part of the reading is too old
     */
    public IdentityMapper mapper() {
        return mapper;
    }

    /** {@return how the readings and what is made of them are doing; its mapper, model and authorizer say the same} */
    @Override
    public Health health() {
        return Health.ofAll(List.of(model, mapper));
    }

    /**
     * The access entries of the cluster, for whoever changes them in this process: each change through them is followed by {@link
     * #entriesChanged()}, whether it succeeded or not.
     *
     * @return what this was started with, and gives these hints
     * @throws IllegalStateException if this was made of readings
     */
    public AccessEntries entries() {
        if (entries == null) {
            throw new IllegalStateException(
                    "This was made of readings, so it knows no access entries to change; use LiveAccess.builder(entries)");
        }
        return entries;
    }

    /**
     * Says that somebody has changed access entries, so that they are read at once rather than when they are due. Returns without
     * waiting. Many hints bring about one reading, which begins no earlier than a second after the one before, or as long after it as
     * that took. What was made of readings reads at once, and waits.
     */
    public void entriesChanged() {
        cluster.entriesChanged();
    }

    /**
     * Why RBAC objects and {@code aws-auth} are read at intervals instead of watched.
     *
     * @return the reason, for example that the caller may not watch them; empty if they are watched, or not read at all
     */
    public Optional<String> notWatched() {
        return cluster.notWatched();
    }

    /** {@return how long after a reading what is not watched is read again} */
    public Duration interval() {
        return times.interval();
    }

    /** {@return how long each part counts that cannot be followed} */
    public Duration staleAfter() {
        return times.staleAfter();
    }

    /** {@return how often what is watched is read as a whole all the same} */
    public Duration relist() {
        return times.relist();
    }

    /** {@return how long each part may take to be read for the first time} */
    public Duration firstReadPatience() {
        return times.firstReadPatience();
    }

    /**
     * Reads everything now, and blocks meanwhile: for objects as long as {@link Builder#firstReadPatience(Duration)} says, and for
     * entries a third of {@link Builder#staleAfter(Duration)}. The model then includes everything that existed before the call.
     *
     * @throws io.github.accessentries.UnavailableException if that takes longer, or the thread is interrupted
     * @throws io.github.accessentries.AccessEntriesException if the cluster cannot be read; the last model stays then
     */
    public void refresh() {
        cluster.refresh();
    }

    /** Ends all watches, readings and threads, at once. The last model stays until it is too old. */
    @Override
    public void close() {
        cluster.close();
    }

    /** Builds {@link LiveAccess}. Not thread-safe. */
    public static final class Builder {

        private final LiveOptions options;

        private Builder(AccessEntries entries) {
            this.options = new LiveOptions(entries);
        }

        /**
         * Sets the cluster's own API, from which RBAC objects and, if its mode uses it, {@code aws-auth} are read.
         *
         * @param api the API of the same cluster; by default there is none
         * @return this builder
         */
        public Builder kubernetes(KubernetesApi api) {
            options.kubernetes = requireNonNull(api, "api");
            return this;
        }

        /**
         * Sets what the access policies allow.
         *
         * @param policies {@link PolicyCatalogue#published()} by default
         * @return this builder
         */
        public Builder catalogue(PolicyCatalogue policies) {
            options.catalogue = requireNonNull(policies, "policies");
            return this;
        }

        /**
         * How long to wait between the end of one reading and the next of what is not watched: entries and, where they cannot be
         * watched, objects.
         *
         * @param duration 30 seconds by default; a reading asks EKS for the list of entries, twice for each entry, and twice for the
         *     cluster
         * @return this builder
         * @throws IllegalArgumentException if it is not positive, or longer than 365 days
         */
        public Builder interval(Duration duration) {
            options.interval = PlannableTime.checked("interval", requireNonNull(duration, "duration"));
            return this;
        }

        /**
         * Sets how long each part counts that cannot be followed. The shorter, the earlier an outage of EKS or the cluster becomes one
         * of this program; the longer, the longer revoked access counts.
         *
         * @param age the greatest age, 15 minutes by default
         * @return this builder
         * @throws IllegalArgumentException if it is not positive, or longer than 365 days
         */
        public Builder staleAfter(Duration age) {
            options.staleAfter = PlannableTime.checked("staleAfter", requireNonNull(age, "age"));
            return this;
        }

        /**
         * How often what is watched is read as a whole all the same, and watching is tried again where it was refused.
         *
         * @param duration ten minutes by default
         * @return this builder
         * @throws IllegalArgumentException if it is not positive, or longer than 365 days
         */
        public Builder relist(Duration duration) {
            options.relist = PlannableTime.checked("relist", requireNonNull(duration, "duration"));
            return this;
        }

        /**
         * How long {@link #start()} waits for each part to be read, and {@link LiveAccess#refresh()} for objects.
         *
         * @param duration ten seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is not positive, or longer than 365 days
         */
        public Builder firstReadPatience(Duration duration) {
            options.firstReadPatience =
                    PlannableTime.checked("firstReadPatience", requireNonNull(duration, "duration"));
            return this;
        }

        /**
         * Tells of readings of the entries, of each time that everything was put together, and of whatever fails.
         *
         * @param listener who wants to know, nobody by default
         * @return this builder
         */
        public Builder listener(RefreshListener listener) {
            options.listener = requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Does what is due on the threads of a scheduler. Readings of entries block one of them, so it needs two or more for changes of
         * objects to count at once. The caller shuts it down.
         *
         * @param scheduler the scheduler; by default there are two daemon threads, one of which never blocks
         * @return this builder
         */
        public Builder scheduler(ScheduledExecutorService scheduler) {
            options.scheduler = requireNonNull(scheduler, "scheduler");
            return this;
        }

        /**
         * Sets the clock, for tests: no other time counts then, unless it is the system's.
         *
         * @param clock the clock, the system's by default
         * @return this builder
         */
        public Builder clock(Clock clock) {
            options.ages = AgeClock.of(requireNonNull(clock, "clock"));
            return this;
        }

        /** Where watches are read, each of which blocks a thread. */
        Builder blocking(Executor threads) {
            options.blocking = threads;
            return this;
        }

        Builder jitter(double fraction) {
            options.jitter = fraction;
            return this;
        }

        /**
         * Follows the cluster. Blocks until everything is read for the first time.
         *
         * @return the cluster, to be closed when it is no longer needed
         * @throws io.github.accessentries.UnavailableException if it cannot be read now; nothing goes on then
         * @throws IllegalStateException if what was read would be too old before it is read again
         */
        @CheckReturnValue
        public LiveAccess start() {
            FollowedCluster cluster = new FollowedCluster(options);
            Times times = new Times(options.interval, options.staleAfter, options.relist, options.firstReadPatience);
            LiveAccess live = new LiveAccess(cluster, times, options.entries, options.catalogue);
            try {
                cluster.start();
                // Compiled here rather than by the first who asks.
                live.model.get();
                return live;
            } catch (RuntimeException e) {
                live.close();
                throw e;
            }
        }
    }
}
