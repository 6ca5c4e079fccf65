package io.github.accessentries.testkit;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.testkit.service.AccessMode;
import io.github.accessentries.testkit.service.Cloud;
import io.github.accessentries.testkit.service.EksService;
import io.github.accessentries.testkit.service.IamArn;
import io.github.accessentries.testkit.service.IamPrincipal;
import io.github.accessentries.testkit.service.OfferedPolicy;
import io.github.accessentries.testkit.service.PageRequest;
import io.github.accessentries.testkit.service.RegionOfAccount;
import io.github.accessentries.testkit.service.ServiceFault;
import io.github.accessentries.testkit.wire.AwsWire;
import io.github.accessentries.testkit.wire.HttpWireServer;
import io.github.accessentries.testkit.wire.InMemoryHttpClient;
import io.github.accessentries.testkit.wire.Wire;
import io.github.accessentries.token.StsTokenVerifier;
import java.time.Clock;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
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
 * <p>It starts empty, and one fake knows nothing of another. The clients that it hands out heed neither
 * the AWS files nor the AWS variables of the machine; they retry what the SDK retries, at once. Where AWS does not document how EKS answers, the
 * package {@code io.github.accessentries.testkit.service} tells what the fake does.
 *
 * <p>Safe for use by several threads.
 */
public final class FakeEks implements AutoCloseable {

    private static final String SEEDED_USER = "test";

    private final Cloud cloud;
    private final RegionOfAccount home;
    private final Wire wire;
    private final SdkHttpClient http;
    private final SdkClients clients;
    private final FakeIam iam;
    private final IamPrincipal seeded;
    private final Queue<SdkAutoCloseable> opened = new ConcurrentLinkedQueue<>();
    private @Nullable EksClient ownClient;
    private @Nullable StsTokenVerifier tokenVerifier;

    private FakeEks(Builder builder) {
        Region region = Region.of(builder.region);
        String partition = PartitionMetadata.of(region).id();
        this.home = new RegionOfAccount(partition, builder.account, builder.region);
        this.cloud = new Cloud(offeredPolicies(), builder.clock, new SplittableRandom(), builder.strictIam);
        this.wire = new AwsWire(cloud, builder.signatureChecks);
        this.http = new InMemoryHttpClient(wire);
        this.clients = new SdkClients(http, region, builder.clock);
        this.iam = new FakeIam(cloud.iam(), builder.clock, partition, builder.account);
        this.seeded = seedUser();
    }

    /** All that are known to exist, be it that AWS publishes nothing but the name. */
    private static List<OfferedPolicy> offeredPolicies() {
        return PolicyCatalogue.published().policies().stream()
                .map(known -> new OfferedPolicy(known.policy().name(), known.serviceLinkedOnly()))
                .toList();
    }

    private IamPrincipal seedUser() {
        IamArn arn = new IamArn(home.partition(), home.account(), IamArn.Kind.USER, "/", SEEDED_USER);
        IamPrincipal user = cloud.iam().register(arn);
        cloud.iam().addUserKey(user, SEEDED_USER, SEEDED_USER);
        return user;
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
            return new FakeCluster(eks().clusters().create(name, AccessMode.valueOf(mode.name()), seeded), this);
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
     * Where the fake is.
     *
     * @return the region, for example {@code us-west-2}
     */
    public String region() {
        return home.region();
    }

    Clock clock() {
        return cloud.clock();
    }

    /** For the questions of clusters; made when the first one comes. */
    synchronized EksClient ownClient() {
        if (ownClient == null) {
            ownClient = eksClient();
        }
        return ownClient;
    }

    /** Asks the fake's STS; made when the first token comes. */
    synchronized TokenVerifier tokenVerifier() {
        if (tokenVerifier == null) {
            tokenVerifier = StsTokenVerifier.builder()
                    .partition(home.partition())
                    .httpClient(http)
                    .clock(cloud.clock())
                    .build();
            opened.add(tokenVerifier::close);
        }
        return tokenVerifier;
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
     * A new client of STS, which calls as the user {@code test} of the fake's account.
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
        FakeEksServer server = new FakeEksServer(HttpWireServer.start(wire, port));
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
        return http;
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

        private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

        private String region = "us-west-2";
        private String account = "111122223333";
        private Clock clock = Clock.systemUTC();
        private boolean strictIam;
        private boolean signatureChecks = true;

        private Builder() {}

        /**
         * Where the fake is. The region decides the partition.
         *
         * @param region {@code us-west-2} unless said
         * @return this builder
         */
        public Builder region(String region) {
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
         * The time of the service, by which the ready-made clients also sign.
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
         * Makes the fake.
         *
         * @return the fake, empty
         */
        public FakeEks build() {
            return new FakeEks(this);
        }
    }
}
