package io.github.accessentries.rbac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.mapping.ClusterMapper;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.snapshot.Snapshot;

/**
 * A cluster that is read again and again in the background, for programs that let people in and decide for them:
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
 * <p>Mapper, models and authorizer go by the same reading. A model is compiled by the thread that reads, before anybody can
 * ask it, only when something changed, and from the model before it, of which it keeps what stayed equal. No question waits
 * for EKS or the cluster; when these cannot be read for too long, questions are refused with an
 * {@link io.github.accessentries.UnavailableException}.
 *
 * <p>Thread-safe.
 */
public final class LiveAccess implements AutoCloseable {

    private final RefreshedSnapshot<ClusterReading> readings;
    private final Snapshot<AccessModel> model;
    private final IdentityMapper mapper;
    /** Where the next model starts; which one that is changes how much work it is, and nothing else. */
    private volatile AccessModel latest;

    private LiveAccess(RefreshedSnapshot<ClusterReading> readings, PolicyCatalogue catalogue) {
        this.readings = readings;
        this.latest = ClusterAccess.builder().catalogue(catalogue).build();
        this.model = readings.map(this::next);
        this.mapper = ClusterMapper.of(readings.map(ClusterReading::mappings));
    }

    private AccessModel next(ClusterReading reading) {
        AccessModel next = ClusterAccess.builder().from(latest).reading(reading).build();
        latest = next;
        return next;
    }

    /**
     * Reads a cluster now, and every 30 seconds from then on.
     *
     * @param accessEntries the access entries of the cluster
     * @param kubernetes the API of the same cluster
     * @return the cluster, to be closed when it is no longer needed
     * @throws io.github.accessentries.UnavailableException if it cannot be read now
     */
    public static LiveAccess start(AccessEntries accessEntries, KubernetesApi kubernetes) {
        requireNonNull(accessEntries, "accessEntries");
        return of(builder(accessEntries, kubernetes).start());
    }

    /**
     * Starts a choice of how to read a cluster, to be handed to {@link #of(RefreshedSnapshot)}.
     *
     * @param accessEntries the access entries of the cluster
     * @param kubernetes the API of the same cluster
     * @return a new builder
     */
    public static RefreshedSnapshot.Builder<ClusterReading> builder(
            AccessEntries accessEntries, KubernetesApi kubernetes) {
        requireNonNull(accessEntries, "accessEntries");
        requireNonNull(kubernetes, "kubernetes");
        return RefreshedSnapshot.builder(
                "access data of " + accessEntries.cluster(), () -> ClusterReading.read(accessEntries, kubernetes));
    }

    /**
     * A cluster by readings that refresh themselves, and by the published rules of the access policies.
     *
     * @param readings for example {@code LiveAccess.builder(prod, kubernetes).interval(ofMinutes(1)).start()}; closed together
     *     with the result
     * @return the cluster
     */
    public static LiveAccess of(RefreshedSnapshot<ClusterReading> readings) {
        requireNonNull(readings, "readings");
        return of(readings, PolicyCatalogue.published());
    }

    /**
     * A cluster by readings that refresh themselves, and by the rules of a catalogue.
     *
     * @param readings as for {@link #of(RefreshedSnapshot)}
     * @param catalogue what the access policies allow
     * @return the cluster
     */
    public static LiveAccess of(RefreshedSnapshot<ClusterReading> readings, PolicyCatalogue catalogue) {
        requireNonNull(readings, "readings");
        return new LiveAccess(readings, catalogue);
    }

    /**
     * The models of the cluster, one after the other.
     *
     * @return a snapshot that gives the newest one
     */
    public Snapshot<AccessModel> model() {
        return model;
    }

    /**
     * Who decides by the newest model at each question.
     *
     * @return the authorizer; it throws an {@link io.github.accessentries.UnavailableException} when the newest model is too
     *     old
     */
    public Authorizer authorizer() {
        return (user, request) -> model.get().authorizer().decide(user, request);
    }

    /**
     * Who knows the users of the cluster by the newest reading, in the order of its authentication mode.
     *
     * @return the mapper; it throws an {@link io.github.accessentries.UnavailableException} when the newest reading is too old
     */
    public IdentityMapper mapper() {
        return mapper;
    }

    /**
     * Reads now. What was there before the call is then in the model.
     *
     * @throws io.github.accessentries.AccessEntriesException if the cluster cannot be read; the last model stays then
     */
    public void refresh() {
        readings.refresh();
    }

    /** Stops reading. The last model stays until it is too old. */
    @Override
    public void close() {
        readings.close();
    }
}
