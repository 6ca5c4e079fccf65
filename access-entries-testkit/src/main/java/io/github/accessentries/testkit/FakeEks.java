package io.github.accessentries.testkit;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.testkit.service.AccessMode;
import io.github.accessentries.testkit.service.Cloud;
import io.github.accessentries.testkit.service.Cluster;
import io.github.accessentries.testkit.service.ClusterSide;
import io.github.accessentries.testkit.service.EksService;
import io.github.accessentries.testkit.service.IamArn;
import io.github.accessentries.testkit.service.IamPrincipal;
import io.github.accessentries.testkit.service.OfferedPolicy;
import io.github.accessentries.testkit.service.PageRequest;
import io.github.accessentries.testkit.service.RegionOfAccount;
import io.github.accessentries.testkit.service.ServiceFault;
import io.github.accessentries.testkit.service.Variant;
import io.github.accessentries.testkit.trail.RecordedCall;
import io.github.accessentries.testkit.trail.Trail;
import io.github.accessentries.testkit.wire.AwsWire;
import io.github.accessentries.testkit.wire.ControlWire;
import io.github.accessentries.testkit.wire.FaultScript;
import io.github.accessentries.testkit.wire.FaultyWire;
import io.github.accessentries.testkit.wire.HttpWireServer;
import io.github.accessentries.testkit.wire.InMemoryAsyncHttpClient;
import io.github.accessentries.testkit.wire.InMemoryHttpClient;
import io.github.accessentries.testkit.wire.RecordingWire;
import io.github.accessentries.testkit.wire.Wire;
import io.github.accessentries.token.StsTokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksAsyncClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * A whole EKS in memory, with the IAM and STS that belong to it. The real clients of the AWS SDK talk to it without a
 * network:
 *
 * <pre>{@code
 * try (FakeEks eks = FakeEks.create()) {
 *     FakeCluster prod = eks.createCluster("prod");
 *     FakePrincipal dev = eks.iam().role("team/dev");
 *     eks.eksClient().createAccessEntry(r -> r.clusterName(prod.name()).principalArn(dev.arn().toString()));
 * }
 * }</pre>
 *
 * <p>It starts empty, and one fake knows nothing of another. The clients that it hands out heed neither the AWS files nor
 * the AWS variables of the machine; they retry what the SDK retries, at once. Where AWS does not document how EKS answers,
 * the package {@code io.github.accessentries.testkit.service} tells what the fake does.
 *
 * <p>Safe for use by several threads.
 */
public final class FakeEks implements AutoCloseable {

    private static final String SEEDED_USER = "test";

    private final FakeTime time;
    private final Cloud cloud;
    private final RegionOfAccount home;
    private final Consumer<FakeEks> seed;
    /** What the fake asks itself goes by this: it meets no faults and leaves no record. */
    private final AwsWire aws;
    /** What all others ask goes by this. */
    private final Wire wire;

    private final SdkClients clients;
    private final FakeIam iam;
    private final Faults faults;
    private final Trail trail = new Trail();
    /** By endpoint, which a cluster that is made again under the same name does not have again. */
    private final Map<String, KubernetesState> kubernetes = new ConcurrentHashMap<>();

    private final Map<String, CompiledAccess> compiled = new ConcurrentHashMap<>();

    private final Queue<SdkAutoCloseable> opened = new ConcurrentLinkedQueue<>();
    private @Nullable EksClient seededClient;
    private @Nullable EksClient ownClient;
    private @Nullable StsTokenVerifier tokenVerifier;

    private FakeEks(Builder builder) {
        Region region = Region.of(builder.region);
        String partition = PartitionMetadata.of(region).id();
        this.home = new RegionOfAccount(partition, builder.account, builder.region);
        this.time = FakeTime.of(builder.clock);
        this.cloud = new Cloud(offeredPolicies(), builder.variants, time, new SplittableRandom(), builder.strictIam);
        this.seed = builder.seed;
        this.aws = new AwsWire(cloud, builder.signatureChecks);
        FaultScript script = new FaultScript();
        this.faults = new Faults(script);
        Wire faulty = new FaultyWire(aws, script, delay -> Faults.pause(builder.clock, delay));
        this.wire = new RecordingWire(faulty, cloud, home, trail);
        this.clients = new SdkClients(wire, region, time);
        this.iam = new FakeIam(cloud.iam(), time, partition, builder.account);
    }

    /** All that are known to exist, be it that AWS publishes nothing but the name. */
    private static List<OfferedPolicy> offeredPolicies() {
        return PolicyCatalogue.published().policies().stream()
                .map(known -> new OfferedPolicy(known.policy().name(), known.serviceLinkedOnly()))
                .toList();
    }

    private void seed() {
        cloud.iam().addUserKey(seededUser(), SEEDED_USER, SEEDED_USER);
        seed.accept(this);
        trail.clear();
    }

    /** Who counts as having made what a test makes by itself. */
    private IamPrincipal seededUser() {
        return cloud.iam().register(new IamArn(home.partition(), home.account(), IamArn.Kind.USER, "/", SEEDED_USER));
    }

    /**
     * A fake in region {@code us-west-2} and account {@code 111122223333}.
     *
     * @return the fake, empty
     */
    public static FakeEks create() {
        return builder().build();
    }

    /**
     * Starts a fake of the caller's choice.
     *
     * @return a builder, for one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Makes a cluster of mode {@link AuthenticationMode#API}, without entries.
     *
     * @param name its name
     * @return the cluster
     * @throws IllegalArgumentException if EKS would refuse the name, or there is such a cluster, or there are a hundred already
     */
    public FakeCluster createCluster(String name) {
        return createCluster(name, AuthenticationMode.API);
    }

    /**
     * Makes a cluster that is active at once, without entries. Its creator, who gets an entry once the cluster leaves mode
     * {@link AuthenticationMode#CONFIG_MAP} or reaches the minimum platform version, is the user {@code test} of the
     * fake's account. For the way that EKS goes, use CreateCluster of a client.
     *
     * @param name its name
     * @param mode any mode but {@link AuthenticationMode#UNKNOWN}
     * @return the cluster
     * @throws IllegalArgumentException if EKS would refuse the name, or there is such a cluster, or no such mode, or there are
     *     a hundred clusters already
     */
    public FakeCluster createCluster(String name, AuthenticationMode mode) {
        if (mode == AuthenticationMode.UNKNOWN) {
            throw new IllegalArgumentException(
                    "A cluster has one of the modes CONFIG_MAP, API_AND_CONFIG_MAP and API, not " + mode);
        }
        try {
            return new FakeCluster(eks().clusters().create(name, AccessMode.valueOf(mode.name()), seededUser()), this);
        } catch (ServiceFault fault) {
            throw new IllegalArgumentException(fault.message(), fault);
        }
    }

    /**
     * A cluster of the fake's own account and region.
     *
     * @param name its name
     * @return the cluster
     * @throws NoSuchElementException if there is none
     */
    public FakeCluster cluster(String name) {
        try {
            return new FakeCluster(eks().clusters().describe(name), this);
        } catch (ServiceFault fault) {
            List<String> names = eks().clusters().list(PageRequest.FIRST).items();
            throw new NoSuchElementException(fault.message() + " There are: " + names);
        }
    }

    /**
     * Forgets everything and puts the {@link Builder#seed(Consumer) seed} back: clusters, entries, principals with their
     * credentials and denials, instances, delays, faults, recorded calls, and time, as far as this fake was
     * {@link #advance advanced} itself. The user {@code test} gets a new unique id. Clients and servers stay; calls that
     * are under way meanwhile may meet an empty fake.
     */
    public synchronized void reset() {
        time.reset();
        cloud.clear();
        faults.clear();
        kubernetes.clear();
        compiled.clear();
        seed();
    }

    /**
     * Makes an EC2 instance known to the clusters, for nodes whose user name is made of
     * <code>{{EC2PrivateDNSName}}</code>: they log in with the instance's id as their session's name.
     *
     * @param instanceId {@code i-} and 8 or 17 hexadecimal digits
     * @param privateDnsName for example {@code ip-10-0-0-1.us-west-2.compute.internal}
     * @throws IllegalArgumentException if EC2 could not have the one or the other
     */
    public void ec2Instance(String instanceId, String privateDnsName) {
        cloud.instances().put(instanceId, privateDnsName);
    }

    Optional<String> privateDnsName(String instanceId) {
        return cloud.instances().privateDnsName(instanceId);
    }

    /**
     * Where the fake is.
     *
     * @return the region, for example {@code us-west-2}
     */
    public String region() {
        return home.region();
    }

    /**
     * The time of this fake, by which everything in it goes: times of entries, ends of sessions, ages of signatures,
     * delays.
     *
     * @return a clock that shows what {@link Builder#clock(Clock)} gave, the machine's time by default, and on top of it
     *     what the fake was told to {@link #advance(Duration)}
     */
    public Clock clock() {
        return time;
    }

    /**
     * Lets time pass, at once and for everything in this fake. A {@link FakeClock} that the fake was given goes along. As
     * a {@link io.github.accessentries.Sleeper}, {@code eks::advance} waits in the fake's time:
     *
     * <pre>{@code
     * EksAccessEntries.builder().cluster("prod").eksClient(eks.eksClient()).clock(eks.clock()).sleeper(eks::advance).build()
     * }</pre>
     *
     * @param duration how much of it
     * @throws IllegalArgumentException if the duration is negative, or leads beyond the year 9999
     */
    public void advance(Duration duration) {
        time.advance(duration);
    }

    /** For calls as the seeded user on behalf of a test; made when the first one comes. */
    synchronized EksClient seededClient() {
        if (seededClient == null) {
            seededClient = eksClient();
        }
        return seededClient;
    }

    /**
     * Says how long changes are under way in the fake's time, where a real EKS takes seconds. Nothing is late unless this
     * says so. It holds for what is under way already, too; what has arrived stays.
     *
     * @param iam from IAM to EKS: how long an entry for a new principal is refused as {@code invalid principal}. A
     *     principal that nobody registered is new when it is first named
     * @param entries from EKS to its clusters: how long a new, changed or deleted entry counts for nothing in
     *     {@link FakeCluster#login}, {@link FakeCluster#authenticator()} and {@link FakeCluster#authorizer()}, while the
     *     API of EKS shows it at once
     * @throws IllegalArgumentException if one of them is negative or longer than a year
     */
    public void consistency(Duration iam, Duration entries) {
        cloud.delays(iam, entries);
    }

    /** For the questions of assertions; made when the first one comes. */
    synchronized EksClient ownClient() {
        if (ownClient == null) {
            ownClient = keep(new SdkClients(aws, Region.of(home.region()), time).eks(seededCredentials()));
        }
        return ownClient;
    }

    /** Asks the fake's STS; made when the first token comes. */
    synchronized TokenVerifier tokenVerifier() {
        if (tokenVerifier == null) {
            tokenVerifier = StsTokenVerifier.builder()
                    .partition(home.partition())
                    .httpClient(new InMemoryHttpClient(aws))
                    .clock(time)
                    .build();
            opened.add(tokenVerifier::close);
        }
        return tokenVerifier;
    }

    /** What stands in a cluster itself. */
    KubernetesState kubernetes(Cluster cluster) {
        return kubernetes.getOrDefault(cluster.origin().endpoint(), KubernetesState.EMPTY);
    }

    /** What decides there, shared by all who ask. */
    CompiledAccess compiledAccess(Cluster cluster) {
        return compiled.computeIfAbsent(cluster.origin().endpoint(), endpoint -> new CompiledAccess());
    }

    void changeKubernetes(Cluster cluster, UnaryOperator<KubernetesState> change) {
        kubernetes.compute(
                cluster.origin().endpoint(),
                (endpoint, state) -> change.apply(state == null ? KubernetesState.EMPTY : state));
    }

    /** What the clusters themselves know. */
    ClusterSide clusterSide() {
        return eks().clusterSide();
    }

    EksService eks() {
        return cloud.eks(home);
    }

    /**
     * The roles and users.
     *
     * @return the one IAM of this fake
     */
    public FakeIam iam() {
        return iam;
    }

    /**
     * What goes wrong with calls.
     *
     * @return the faults of this fake, none unless scripted
     */
    public Faults faults() {
        return faults;
    }

    /**
     * The calls that this fake got, whoever made them and by whatever way, as CloudTrail would record them. A call that
     * met a scripted error is among them; one whose connection was cut before it reached the service is not. What
     * the fake asks itself, for logins and assertions, is no call.
     *
     * @return the latest 10,000 calls, in the order in which they were answered
     */
    public List<RecordedCall> calls() {
        return trail.calls();
    }

    /** Forgets the calls so far, for example those that prepared a test. */
    public void clearCalls() {
        trail.clear();
    }

    /**
     * A new client of EKS, which calls as the user {@code test} of the fake's account.
     *
     * @return the client, which the fake closes with itself
     */
    public EksClient eksClient() {
        return eksClient(seededCredentials());
    }

    /**
     * A new client of EKS.
     *
     * @param credentials who calls, for example {@link FakePrincipal#credentials()}
     * @return the client, which the fake closes with itself
     */
    public EksClient eksClient(AwsCredentialsProvider credentials) {
        return keep(clients.eks(credentials));
    }

    /**
     * A new asynchronous client of EKS, which calls as the user {@code test} of the fake's account.
     *
     * @return the client, which the fake closes with itself
     */
    public EksAsyncClient eksAsyncClient() {
        return eksAsyncClient(seededCredentials());
    }

    /**
     * A new asynchronous client of EKS. Its calls are answered on the thread that makes them: the futures it returns are
     * complete, except for waiters, which poll on a thread of the SDK.
     *
     * @param credentials who calls, for example {@link FakePrincipal#credentials()}
     * @return the client, which the fake closes with itself
     */
    public EksAsyncClient eksAsyncClient(AwsCredentialsProvider credentials) {
        return keep(clients.eksAsync(credentials));
    }

    /**
     * A new client of STS, which calls as the user {@code test} of the fake's account. The SDK's own providers of
     * sessions renew them by the machine's time, so they go together with a fake of that time.
     *
     * @return the client, which the fake closes with itself
     */
    public StsClient stsClient() {
        return stsClient(seededCredentials());
    }

    /**
     * A new client of STS.
     *
     * @param credentials who calls, for example {@link FakePrincipal#credentials()}
     * @return the client, which the fake closes with itself
     */
    public StsClient stsClient(AwsCredentialsProvider credentials) {
        return keep(clients.sts(credentials));
    }

    /**
     * Puts the fake on a free port of the loopback interface.
     *
     * @return the server, which the fake closes with itself
     */
    public FakeEksServer serve() {
        return serve(0);
    }

    /**
     * Puts the fake on a port of the loopback interface.
     *
     * @param port the port, 0 for any that is free
     * @return the server, which the fake closes with itself
     * @throws java.io.UncheckedIOException if the port is not free
     */
    public FakeEksServer serve(int port) {
        Wire controlled = new ControlWire(
                wire,
                cloud,
                this::advance,
                this::reset,
                List.of(
                        new FaultsControl(faults),
                        new DenialsControl(iam),
                        new EventsControl(this),
                        new ClustersControl(this)));
        FakeEksServer server = new FakeEksServer(HttpWireServer.start(controlled, port));
        opened.add(server::close);
        return server;
    }

    private <T extends SdkAutoCloseable> T keep(T client) {
        opened.add(client);
        return client;
    }

    private static AwsCredentialsProvider seededCredentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(SEEDED_USER, SEEDED_USER));
    }

    /**
     * The transport below the clients, for those who build clients of EKS and STS of their own. Whatever such a client
     * does not set, the SDK looks up on the machine as usual. It signs by the machine's clock; where that of the fake is
     * far off, its first request is refused and, once told the time, sent again.
     *
     * @return a transport that reaches this fake, to whatever host it is asked to go
     */
    public SdkHttpClient sdkHttpClient() {
        return new InMemoryHttpClient(wire);
    }

    /**
     * The transport below the asynchronous clients, for those who build such clients of their own; as
     * {@link #sdkHttpClient()} is for the others.
     *
     * @return a transport that reaches this fake, to whatever host it is asked to go
     */
    public SdkAsyncHttpClient sdkAsyncHttpClient() {
        return new InMemoryAsyncHttpClient(wire);
    }

    /** Closes the clients that this fake has handed out, and its servers. */
    @Override
    public void close() {
        for (SdkAutoCloseable next = opened.poll(); next != null; next = opened.poll()) {
            next.close();
        }
    }

    /** Makes fakes. Not safe for use by several threads. */
    public static final class Builder {

        private static final Pattern REGION = Pattern.compile("[a-z]+(?:-[a-z]+)*-[0-9]{1,2}");
        private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

        private String region = "us-west-2";
        private String account = "111122223333";
        private Clock clock = Clock.systemUTC();
        private Consumer<FakeEks> seed = eks -> {};
        private Set<Variant> variants = Set.of();
        private boolean strictIam;
        private boolean signatureChecks = true;

        private Builder() {}

        /**
         * Where the fake is. The region decides the partition.
         *
         * @param region {@code us-west-2} unless said
         * @return this builder
         * @throws IllegalArgumentException if no region could have this name
         */
        public Builder region(String region) {
            if (!REGION.matcher(region).matches()) {
                throw new IllegalArgumentException(
                        "Region \"" + region + "\" is none; regions have names like us-west-2");
            }
            this.region = region;
            return this;
        }

        /**
         * Whose clusters they are.
         *
         * @param account twelve digits, {@code 111122223333} unless said
         * @return this builder
         * @throws IllegalArgumentException if it is not twelve digits
         */
        public Builder account(String account) {
            if (!ACCOUNT.matcher(account).matches()) {
                throw new IllegalArgumentException("Account \"" + account + "\" does not have twelve digits");
            }
            this.account = account;
            return this;
        }

        /**
         * The time of the service, by which the ready-made clients also sign; {@link FakeEks#advance(Duration)} moves it.
         *
         * @param clock that of the machine unless said; a {@link FakeClock} makes tests repeatable
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Whether only principals exist that {@link FakeIam} was asked for. An entry for any other is then refused, as
         * EKS does it for a role that IAM does not know yet.
         *
         * @param strictIam {@code false} unless said: every well-formed principal exists from its first use on
         * @return this builder
         */
        public Builder strictIam(boolean strictIam) {
            this.strictIam = strictIam;
            return this;
        }

        /**
         * Whether the signatures of requests, and the time of signing, are checked. Who calls is always told by the
         * access key, which must be one that the fake has given out.
         *
         * @param signatureChecks {@code true} unless said
         * @return this builder
         */
        public Builder signatureChecks(boolean signatureChecks) {
            this.signatureChecks = signatureChecks;
            return this;
        }

        /**
         * What the fake plays otherwise than by default, where sources disagree about EKS.
         *
         * @param variants the behaviours of the other kind, none unless said; those named before count no more
         * @return this builder
         */
        public Builder variants(Variant... variants) {
            this.variants = Set.copyOf(List.of(variants));
            return this;
        }

        /**
         * What the fake has from the start, and again after each {@link FakeEks#reset()}, beside the user {@code test}.
         *
         * @param seed fills a fake, for example {@code eks -> eks.createCluster("demo")}; nothing unless said
         * @return this builder
         */
        public Builder seed(Consumer<FakeEks> seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Makes the fake.
         *
         * @return the fake, with its seed and nothing else
         */
        public FakeEks build() {
            FakeEks eks = new FakeEks(this);
            eks.seed();
            return eks;
        }
    }
}
