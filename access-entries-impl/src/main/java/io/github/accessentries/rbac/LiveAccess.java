package io.github.accessentries.rbac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.mapping.ClusterMapper;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.snapshot.Snapshot;
import java.util.List;

/**
 * A cluster that is read repeatedly in the background, for programs that authenticate and authorize:
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
 * <p>The mapper, the models and the authorizer use the same reading. The thread that reads compiles a model before it
 * becomes visible, only if something has changed, and from the model before it, whose equal parts it keeps. No call
 * waits for EKS or the cluster; if they cannot be read for too long, calls are refused with an {@link
 * io.github.accessentries.UnavailableException}.
 *
 * <p>Thread-safe.
 */
public final class LiveAccess implements HealthIndicator, AutoCloseable {

    private final RefreshedSnapshot<ClusterReading> readings;
    private final Snapshot<AccessModel> model;
    private final IdentityMapper mapper;
    /** The model that the next one starts from; this affects only how much work is needed. */
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
     * Reads a cluster now and then every 30 seconds.
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
     * Starts the options for reading a cluster; pass the result to {@link #of(RefreshedSnapshot)}.
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
     * A cluster from a refreshed snapshot, with the published rules of the access policies.
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
     * A cluster from a refreshed snapshot, with the rules of a catalogue.
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
     * The current model of the cluster.
     *
     * @return a snapshot that gives the newest one
     */
    public Snapshot<AccessModel> model() {
        return model;
    }

    /**
     * An authorizer that always uses the newest model.
     *
     * @return the authorizer; it throws an {@link io.github.accessentries.UnavailableException} when the newest model is too
     *     old
     */
    public Authorizer authorizer() {
        return new NewestModelAuthorizer(model);
    }

    /**
     * A mapper that always uses the newest reading, in the order of the authentication mode.
     *
     * @return the mapper; it throws an {@link io.github.accessentries.UnavailableException} when the newest reading is too old
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
     * Reads now. The model then includes everything that existed before the call.
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
