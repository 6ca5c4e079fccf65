package io.github.accessentries.testkit.internal.controlplane;

import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.testkit.internal.kubernetes.ClusterApi;
import io.github.accessentries.testkit.internal.kubernetes.ClusterFacts;
import io.github.accessentries.testkit.internal.kubernetes.ClusterObjects;
import io.github.accessentries.testkit.internal.kubernetes.message.KubernetesWire;
import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.eks.EksService;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.wire.fault.FaultScript;
import io.github.accessentries.testkit.internal.wire.oidc.ServiceAccountTokens;
import io.github.accessentries.testkit.internal.wire.oidc.TokenIssuer;
import io.github.accessentries.token.CachedTokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The control planes of the clusters in one region of one account, and the contents of these clusters that EKS does not
 * know. Thread-safe.
 */
public final class ControlPlanes {

    /** How long a verified token is taken again without asking STS. */
    private static final Duration LOGIN = Duration.ofSeconds(30);

    private static final int MOST_LOGINS = 1000;

    private final Cloud cloud;
    private final ClusterApi.Surroundings surroundings;
    private final RegionOfAccount home;
    private final Supplier<TokenVerifier> tokenVerifier;
    private final ServiceAccountTokens serviceAccountTokens;
    private @Nullable TokenVerifier rememberedTokens;

    /** By endpoint, since a cluster recreated under the same name gets another one. */
    private final Map<String, ClusterContents> contents = new ConcurrentHashMap<>();

    private final Map<String, ClusterApi> apis = new ConcurrentHashMap<>();

    /**
     * Starts without clusters.
     *
     * @param cloud what EKS, IAM and EC2 know
     * @param home where the clusters are
     * @param tokenVerifier what asks the fake's STS, asked for when a token comes
     * @param faults what goes wrong with calls to clusters
     * @param pause how such a call waits
     */
    public ControlPlanes(
            Cloud cloud,
            RegionOfAccount home,
            Supplier<TokenVerifier> tokenVerifier,
            FaultScript faults,
            Consumer<Duration> pause) {
        this.cloud = cloud;
        this.surroundings = new ClusterApi.Surroundings(cloud.clock(), faults, pause);
        this.serviceAccountTokens = new ServiceAccountTokens(cloud);
        this.home = home;
        this.tokenVerifier = tokenVerifier;
    }

    private static TokenVerifier remembering(Supplier<TokenVerifier> verifier, Clock clock) {
        return CachedTokenVerifier.builder((token, cluster) -> verifier.get().verify(token, cluster))
                .maxAge(LOGIN)
                .maxTokens(MOST_LOGINS)
                .clock(clock)
                .build();
    }

    /**
     * Makes a cluster that is active at once.
     *
     * @param name its name
     * @param mode its authentication mode
     * @param creator who counts as its creator
     * @return its control plane
     * @throws ServiceFault if EKS refuses
     */
    public ControlPlane create(String name, AccessMode mode, StoredPrincipal creator) {
        return new ControlPlane(eks().clusters().create(name, mode, creator), this);
    }

    /**
     * The control plane of a cluster.
     *
     * @param name the name of the cluster
     * @return its control plane
     * @throws NoSuchElementException if there is no such cluster
     */
    public ControlPlane of(String name) {
        try {
            return new ControlPlane(eks().clusters().describe(name), this);
        } catch (ServiceFault fault) {
            List<String> names = eks().clusters().list(PageRequest.FIRST).items();
            throw new NoSuchElementException(fault.message() + " There are: " + names);
        }
    }

    /** The way to the one cluster, if there is exactly one. */
    Optional<KubernetesWire> only() {
        List<String> names = eks().clusters().list(PageRequest.FIRST).items();
        return names.size() == 1 ? Optional.of(of(names.get(0)).kubernetes()) : Optional.empty();
    }

    /** Whether a cluster is one of these, and not of another account or region. */
    boolean isHomeOf(Cluster cluster) {
        String arn = "arn:" + home.partition() + ":eks:" + home.region() + ":" + home.account() + ":cluster/";
        return cluster.arn().startsWith(arn);
    }

    /** Forgets the calls to the clusters. */
    public void forgetCalls() {
        apis.values().forEach(api -> api.calls().clear());
    }

    /** Forgets the contents of the clusters. */
    public void clear() {
        apis.clear();
        contents.values().forEach(ClusterContents::close);
        contents.clear();
        forgetTokens();
    }

    /** Ends whatever clients wait for: nothing will happen any more. */
    public void close() {
        contents.values().forEach(ClusterContents::close);
    }

    EksService eks() {
        return cloud.eks(home);
    }

    String region() {
        return home.region();
    }

    Clock clock() {
        return cloud.clock();
    }

    TokenIssuer issuer(Cluster cluster) {
        return serviceAccountTokens.of(cluster.origin().issuer());
    }

    TokenVerifier tokenVerifier() {
        return tokenVerifier.get();
    }

    /**
     * The same, which remembers for a short while those that were good. Who they are mapped to is found each time. It is made
     * on first use, since a cache is much for a JVM that never asks a cluster.
     */
    synchronized TokenVerifier rememberedTokens() {
        if (rememberedTokens == null) {
            rememberedTokens = remembering(tokenVerifier, clock());
        }
        return rememberedTokens;
    }

    private synchronized void forgetTokens() {
        rememberedTokens = null;
    }

    Optional<String> privateDnsName(String instanceId) {
        return cloud.instances().privateDnsName(instanceId);
    }

    /** What is in it, made on first use. */
    ClusterContents contents(Cluster cluster) {
        return contents.computeIfAbsent(
                cluster.origin().endpoint(), endpoint -> new ClusterContents(new ClusterObjects(facts(cluster))));
    }

    private ClusterFacts facts(Cluster cluster) {
        return new ClusterFacts(
                clock(),
                () -> eks().clusters().describe(cluster.name()).platform().kubernetesVersion(),
                () -> cloud.endpoints().certificates(cluster),
                () -> isThere(cluster),
                issuer(cluster));
    }

    /** The Kubernetes API there, made on first use. */
    ClusterApi api(Cluster cluster, ControlPlane plane) {
        return apis.computeIfAbsent(
                cluster.origin().endpoint(),
                endpoint -> new ClusterApi(
                        contents(cluster).objects(),
                        plane.patientAuthenticator(),
                        plane.authorizer(),
                        facts(cluster),
                        surroundings));
    }

    /** Whether a cluster is still there, and not another one of its name. */
    private boolean isThere(Cluster cluster) {
        try {
            Cluster now = eks().clusters().describe(cluster.name());
            return now.origin().endpoint().equals(cluster.origin().endpoint());
        } catch (ServiceFault gone) {
            return false;
        }
    }
}
