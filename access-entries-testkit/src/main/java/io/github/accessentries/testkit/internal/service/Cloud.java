package io.github.accessentries.testkit.internal.service;

import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.cluster.ClusterEndpoints;
import io.github.accessentries.testkit.internal.service.eks.EksService;
import io.github.accessentries.testkit.internal.service.entry.EksBehaviour;
import io.github.accessentries.testkit.internal.service.entry.OfferedPolicy;
import io.github.accessentries.testkit.internal.service.iam.Delays;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.Ids;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.oidc.SigningKey;
import io.github.accessentries.testkit.internal.service.role.OpenIdProviders;
import io.github.accessentries.testkit.internal.service.role.RoleOperations;
import io.github.accessentries.testkit.internal.service.sts.Sts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Everything in a fake: one IAM, and an EKS per account and region. Thread-safe. */
public final class Cloud {

    private final Map<RegionOfAccount, EksService> eks = new ConcurrentHashMap<>();
    private final Supplier<List<OfferedPolicy>> policies;
    private final EksBehaviour behaviour;
    private final Clock clock;
    private final Delays delays;
    private final Ids ids;
    private final Iam iam;
    private final RoleOperations roles;
    private final OpenIdProviders openIdProviders;
    private final Sts sts;
    private final ClusterEndpoints endpoints = new ClusterEndpoints();
    private final Instances instances = new Instances();
    private final SigningKey signingKey = new SigningKey();

    /**
     * Makes a cloud with nothing in it.
     *
     * @param policies the access policies that EKS offers, asked for when the first call needs them
     * @param behaviour how EKS behaves where sources disagree
     * @param clock the time
     * @param random the source of ids; need not be thread-safe
     * @param strictIam whether only registered principals exist, or every well-formed one from its first use on
     */
    public Cloud(
            Supplier<List<OfferedPolicy>> policies,
            EksBehaviour behaviour,
            Clock clock,
            RandomGenerator random,
            boolean strictIam) {
        this.policies = policies;
        this.behaviour = behaviour;
        this.clock = clock;
        this.delays = new Delays(clock);
        this.ids = new Ids(random);
        this.iam = new Iam(clock, delays, ids, strictIam);
        this.roles = new RoleOperations(iam);
        this.openIdProviders = new OpenIdProviders(clock);
        this.sts = new Sts(iam, roles, openIdProviders, clock);
    }

    /**
     * The principals of all accounts.
     *
     * @return the one IAM
     */
    public Iam iam() {
        return iam;
    }

    /**
     * The sessions of roles.
     *
     * @return the one STS
     */
    public Sts sts() {
        return sts;
    }

    /** What IAM keeps about roles, and its operations on them. */
    public RoleOperations roles() {
        return roles;
    }

    /** Whose web identities accounts trust. */
    public OpenIdProviders openIdProviders() {
        return openIdProviders;
    }

    /**
     * The EC2 instances.
     *
     * @return those that clusters know
     */
    public Instances instances() {
        return instances;
    }

    /**
     * The addresses of clusters.
     *
     * @return where clients reach clusters
     */
    public ClusterEndpoints endpoints() {
        return endpoints;
    }

    /**
     * Forgets everything: clusters, principals with keys and denials, instances, delays. What arrives meanwhile may be
     * lost.
     */
    public void clear() {
        delays.set(Duration.ZERO, Duration.ZERO);
        eks.clear();
        endpoints.clear();
        iam.clear();
        roles.clear();
        openIdProviders.clear();
        instances.clear();
    }

    /**
     * EKS as an account sees it in a region.
     *
     * @param place account and region
     * @return the service, empty when it is first asked for
     */
    public EksService eks(RegionOfAccount place) {
        return eks.computeIfAbsent(
                place, where -> new EksService(where, policies, behaviour, iam, clock, delays, ids, endpoints));
    }

    /** The key by which the OIDC issuers of all clusters sign. */
    public SigningKey signingKey() {
        return signingKey;
    }

    /**
     * The cluster of an OIDC issuer.
     *
     * @param id the last segment of the issuer's URL
     * @return the cluster, of whatever account and region
     */
    public Optional<Cluster> clusterOfIssuer(String id) {
        return eks.values().stream()
                .map(service -> service.clusters().withId(id))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Sets how long changes take to propagate from now on. Changes already under way take as long; those that have
     * arrived stay.
     *
     * @param fromIamToEks how long EKS does not know a new principal, zero at first
     * @param fromEksToClusters how long a cluster does not know of a change to an entry, zero at first
     * @throws IllegalArgumentException if one of them is negative or longer than a year
     */
    public void delays(Duration fromIamToEks, Duration fromEksToClusters) {
        eks.values().forEach(service -> service.clusterSide().letInWhatIsDue());
        delays.set(fromIamToEks, fromEksToClusters);
    }

    /**
     * The time.
     *
     * @return the clock that everything here follows
     */
    public Clock clock() {
        return clock;
    }

    /**
     * The source of ids.
     *
     * @return the ids that everything here has
     */
    public Ids ids() {
        return ids;
    }
}
