package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.Health;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.following.Alarms;
import io.github.accessentries.internal.following.FollowListener;
import io.github.accessentries.internal.following.FollowOptions;
import io.github.accessentries.internal.waiting.AgeClock;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.mapping.ClusterMappings;
import io.github.accessentries.snapshot.RefreshFailure;
import io.github.accessentries.snapshot.RefreshListener;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of which entries are read again and again, and objects are followed. What changes is put together with the rest a moment
 * later, so that many changes at once cost little more than one. It is as old as its oldest part.
 *
 * <p>Thread-safe.
 */
final class FollowedCluster implements LiveCluster {

    /** How long changes are gathered. */
    private static final Duration SETTLING = Duration.ofMillis(50);
    /** The shortest time from a reading of all entries to the next that a hint brings about. */
    private static final Duration BETWEEN_HINTS = Duration.ofSeconds(1);

    private static final String NO_API = "they were not read, since there is no Kubernetes API to read them from";

    /** What was put together at last, and from which state of the objects. */
    private record Made(ClusterReading reading, long revision) {}

    /** When the latest reading that a hint brought about ended, and how long from then on there is no other. */
    private record HintedReading(AgeClock.Moment ended, Duration pause) {}

    private final AccessEntries source;
    private final AgeClock ages;
    private final Duration staleAfter;
    private final Duration patience;
    private final RefreshListener listener;
    private final LiveThreads threads;
    private final Alarms alarms;
    private final @Nullable FollowedObjects objects;
    private final RefreshedSnapshot<ClusterReading> entries;
    private final RefreshedSnapshot<ClusterReading> whole;
    private final AtomicLong revision = new AtomicLong();
    private final AtomicBoolean isDue = new AtomicBoolean();
    private final AtomicBoolean isHinted = new AtomicBoolean();
    private volatile boolean isComplete;
    private volatile @Nullable HintedReading hinted;
    private volatile @Nullable Made made;

    FollowedCluster(LiveOptions options) {
        this.source = options.entries;
        this.ages = options.ages;
        this.staleAfter = options.staleAfter;
        this.patience = options.firstReadPatience;
        this.listener = options.listener;
        this.threads = LiveThreads.of(options);
        this.alarms = new Alarms(threads.scheduler());
        this.objects = options.kubernetes == null ? null : followed(options, options.kubernetes);
        this.entries = options.readings("access entries of " + source.cluster(), this::read)
                .listener(new EntryChanges())
                .build();
        this.whole = options.readings("access data of " + source.cluster(), this::together)
                .listener(listener)
                .scheduler(threads.scheduler())
                .build();
    }

    private FollowedObjects followed(LiveOptions options, KubernetesApi kubernetes) {
        FollowOptions how = new FollowOptions(
                ages,
                threads.scheduler(),
                threads.blocking(),
                options.interval,
                options.relist,
                options.longestReading(),
                options.longestSilence());
        return new FollowedObjects(source.cluster(), kubernetes, how, new ObjectChanges());
    }

    /** Reads everything for the first time, what the cluster itself tells before the entries, as {@link ClusterMappings} does. */
    void start() {
        if (objects != null) {
            objects.useAwsAuth(usesConfigMap());
            objects.lists().start();
            objects.lists().awaitFirst(patience);
        }
        entries.get();
        isComplete = true;
        whole.get();
    }

    private boolean usesConfigMap() {
        try {
            return source.authenticationMode().usesConfigMap();
        } catch (AccessEntriesException e) {
            throw new UnavailableException(
                    "The access data of " + source.cluster() + " could not be read yet; " + e.getMessage(),
                    e.context(),
                    e);
        }
    }

    /** What EKS tells, to which the rest is added. */
    private ClusterReading read() {
        return ClusterReading.builder()
                .mappings(ClusterMappings.read(source, path -> Optional.empty()))
                .rbac(RbacObjects.none())
                .kubernetesVersion(source.kubernetesVersion())
                .build();
    }

    private ClusterReading together() {
        ClusterReading read = entries.get();
        long current = revision.get();
        Made before = made;
        boolean usesConfigMap = read.mappings().mode().usesConfigMap();
        AwsAuth awsAuth = usesConfigMap ? awsAuth() : AwsAuth.none();
        ClusterMappings mappings =
                ClusterMappings.builder().from(read.mappings()).awsAuth(awsAuth).build();
        ClusterReading reading = ClusterReading.builder()
                .from(read)
                .mappings(before == null ? mappings : kept(before.reading().mappings(), mappings))
                .rbac(
                        before != null && before.revision() == current
                                ? before.reading().rbac()
                                : rbac())
                .build();
        made = new Made(reading, current);
        if (before != null && isLeft(before.reading().mappings(), mappings)) {
            entriesChanged();
        }
        return reading;
    }

    /** What is equal stays the same object, by which others know that they need not look into it. */
    private static ClusterMappings kept(ClusterMappings before, ClusterMappings now) {
        return before.equals(now) ? before : now;
    }

    /** Whoever is no longer in the ConfigMap may have got an entry instead. */
    private static boolean isLeft(ClusterMappings before, ClusterMappings now) {
        return before.mode() == now.mode() && !before.awsAuth().equals(now.awsAuth());
    }

    private AwsAuth awsAuth() {
        return objects == null ? AwsAuth.builder().addFaults(NO_API).build() : objects.awsAuth();
    }

    private RbacObjects rbac() {
        return objects == null ? RbacObjects.builder().addFaults(NO_API).build() : objects.rbac();
    }

    private final class ObjectChanges implements FollowListener {

        @Override
        public void changed() {
            revision.incrementAndGet();
            changedSomewhere();
        }

        @Override
        public void failed(RefreshFailure failure) {
            listener.failed(whole, failure);
        }
    }

    private final class EntryChanges implements RefreshListener {

        @Override
        public void refreshed(RefreshedSnapshot<?> snapshot, boolean changed) {
            if (changed && objects != null) {
                objects.useAwsAuth(entries.get().mappings().mode().usesConfigMap());
            }
            if (changed || whole.failure().isPresent()) {
                changedSomewhere();
            }
            listener.refreshed(snapshot, changed);
        }

        @Override
        public void failed(RefreshedSnapshot<?> snapshot, RefreshFailure failure) {
            listener.failed(snapshot, failure);
        }
    }

    private void changedSomewhere() {
        if (isComplete && isDue.compareAndSet(false, true)) {
            alarms.after(SETTLING, this::takeOver);
        }
    }

    private void takeOver() {
        isDue.set(false);
        try {
            whole.refresh();
        } catch (RuntimeException e) {
            // The snapshot has told it, and goes on trying.
            if (whole.failure().isEmpty()) {
                throw e;
            }
        }
    }

    /** At once, unless they have just been read. */
    @Override
    public void entriesChanged() {
        if (isHinted.compareAndSet(false, true)) {
            alarms.after(pause(), () -> onThread(this::readEntries));
        }
    }

    private Duration pause() {
        HintedReading last = hinted;
        Duration pause = last == null ? Duration.ZERO : last.pause().minus(ages.since(last.ended()));
        return pause.isNegative() ? Duration.ZERO : pause;
    }

    private void onThread(Runnable task) {
        try {
            threads.blocking().execute(task);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // There is no thread for it now; the entries are read when they are due.
            isHinted.set(false);
        }
    }

    private void readEntries() {
        isHinted.set(false);
        AgeClock.Moment began = ages.now();
        try {
            entries.refresh();
        } catch (RuntimeException e) {
            // The snapshot has told it, and goes on trying.
            if (entries.failure().isEmpty()) {
                throw e;
            }
        } finally {
            Duration took = ages.since(began);
            hinted = new HintedReading(ages.now(), took.compareTo(BETWEEN_HINTS) > 0 ? took : BETWEEN_HINTS);
        }
    }

    @Override
    public void refresh() {
        if (objects != null) {
            objects.lists().refresh(patience);
        }
        entries.refresh();
        whole.refresh();
    }

    @Override
    public ClusterReading get() {
        return certain(whole);
    }

    private <R> R certain(Supplier<R> value) {
        entries.get();
        if (objects != null) {
            objects.lists().freshness().requireNotOlderThan(staleAfter);
        }
        return value.get();
    }

    @Override
    public Optional<Instant> readAt() {
        Optional<Instant> ofObjects = objects == null
                ? Optional.of(Instant.MAX)
                : objects.lists().freshness().provenAt();
        List<Instant> parts = Stream.of(whole.readAt(), entries.readAt(), ofObjects)
                .flatMap(Optional::stream)
                .toList();
        return parts.size() < 3 ? Optional.empty() : parts.stream().min(Comparator.naturalOrder());
    }

    @Override
    public Optional<Duration> age() {
        Optional<Duration> ofObjects = objects == null
                ? Optional.of(Duration.ZERO)
                : objects.lists().freshness().age();
        List<Duration> parts = Stream.of(whole.age(), entries.age(), ofObjects)
                .flatMap(Optional::stream)
                .toList();
        return parts.size() < 3 ? Optional.empty() : parts.stream().max(Comparator.naturalOrder());
    }

    @Override
    public Optional<RefreshFailure> failure() {
        Optional<RefreshFailure> ofObjects =
                objects == null ? Optional.empty() : objects.lists().freshness().failure();
        return entries.failure().or(() -> ofObjects).or(whole::failure);
    }

    @Override
    public Health health() {
        Health.Builder health = Health.builder().from(Health.ofAll(List.of(entries, whole)));
        if (objects != null) {
            health.addAllAilments(objects.lists().freshness().health(staleAfter).ailments());
        }
        return health.build();
    }

    @Override
    public Optional<String> notWatched() {
        return objects == null ? Optional.empty() : objects.lists().notWatched();
    }

    @Override
    public <R> Snapshot<R> map(Function<? super ClusterReading, ? extends R> make) {
        return new Part<>(this, whole.map(make));
    }

    /** What is made of each reading before it can be seen, and as certain as that. */
    private record Part<R>(FollowedCluster cluster, Supplier<R> made) implements Snapshot<R> {

        @Override
        public R get() {
            return cluster.certain(made);
        }

        @Override
        public Optional<Instant> readAt() {
            return cluster.readAt();
        }

        @Override
        public Optional<Duration> age() {
            return cluster.age();
        }

        @Override
        public Optional<RefreshFailure> failure() {
            return cluster.failure();
        }

        @Override
        public Health health() {
            return cluster.health();
        }
    }

    @Override
    public void close() {
        alarms.close();
        if (objects != null) {
            objects.lists().close();
        }
        entries.close();
        whole.close();
        threads.close();
    }
}
