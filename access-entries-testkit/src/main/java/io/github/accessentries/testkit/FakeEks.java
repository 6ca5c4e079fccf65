package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import io.github.accessentries.testkit.internal.wire.transport.InMemoryAsyncHttpClient;
import io.github.accessentries.testkit.internal.wire.transport.InMemoryHttpClient;
import io.github.accessentries.testkit.internal.wire.transport.Loopback;
import io.github.accessentries.testkit.trail.RecordedCall;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.eks.EksAsyncClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.sts.StsClient;

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
 * <p>It starts empty, and one fake knows nothing of another. The clients it hands out ignore the machine's AWS files
 * and environment variables; they retry what the SDK retries, without delay. Where AWS does not document how EKS
 * answers, the page {@code docs/unverified-answers.md} says what the fake does.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/APIReference/Welcome.html">The EKS API Reference</a>
 */
public final class FakeEks implements AutoCloseable {

    /** Not the JDK's loopback address, which may be IPv6. */
    private final FakeAws aws;

    private final Consumer<FakeEks> seed;
    private final FakeIam iam;
    private final Faults faults;

    FakeEks(FakeAws aws, Consumer<FakeEks> seed) {
        this.aws = aws;
        this.seed = seed;
        this.iam = new FakeIam(aws.cloud().iam(), aws.cloud().roles(), aws.time(), aws.home());
        this.faults = new Faults(aws.faults(), aws.unfinished());
    }

    FakeAws aws() {
        return aws;
    }

    private FakeAws open() {
        aws.requireOpen();
        return aws;
    }

    void seed() {
        aws.makeSeededUser();
        seed.accept(this);
        clearCalls();
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
     * Starts a fake with options.
     *
     * @return a builder, for one thread
     */
    public static FakeEksBuilder builder() {
        return new FakeEksBuilder();
    }

    /**
     * Makes a cluster of mode {@link AuthenticationMode#API}, without entries.
     *
     * @param name its name
     * @return the cluster
     * @throws IllegalArgumentException if EKS would refuse the name, or the cluster exists, or there are a hundred
     *     already
     */
    public FakeCluster createCluster(String name) {
        requireNonNull(name, "name");
        return createCluster(name, AuthenticationMode.API);
    }

    /**
     * Makes a cluster that is active at once, without entries. Its creator, who gets an entry once the cluster leaves
     * mode {@link AuthenticationMode#CONFIG_MAP} or reaches the minimum platform version, is the user {@code test} of
     * the fake's account. To go through creation as on EKS, call CreateCluster on a client.
     *
     * @param name its name
     * @param mode any mode but {@link AuthenticationMode#UNKNOWN}
     * @return the cluster
     * @throws IllegalArgumentException if EKS would refuse the name or the mode, or the cluster exists, or there are a
     *     hundred clusters already
     */
    public FakeCluster createCluster(String name, AuthenticationMode mode) {
        requireNonNull(name, "name");
        requireNonNull(mode, "mode");
        aws.requireOpen();
        if (mode == AuthenticationMode.UNKNOWN) {
            throw new IllegalArgumentException(
                    "A cluster has one of the modes CONFIG_MAP, API_AND_CONFIG_MAP and API, not " + mode);
        }
        return new FakeCluster(aws.createCluster(name, AccessMode.valueOf(mode.name())), aws);
    }

    /**
     * A cluster of the fake's own account and region.
     *
     * @param name its name
     * @return the cluster
     * @throws NoSuchElementException if there is none
     */
    public FakeCluster cluster(String name) {
        requireNonNull(name, "name");
        aws.requireOpen();
        return new FakeCluster(aws.controlPlanes().of(name), aws);
    }

    /**
     * Forgets everything and restores the {@link FakeEksBuilder#seed(Consumer) seed}: clusters, entries, principals
     * with their credentials and denials, instances, delays, faults, recorded calls, and time, as far as the fake
     * itself was {@link #advance advanced}. The user {@code test} gets a new unique id. Clients and servers stay; calls
     * under way meanwhile may find the fake empty.
     */
    public synchronized void reset() {
        open().clear();
        seed();
    }

    /**
     * Makes an EC2 instance known to the clusters, for nodes whose user name comes from
     * <code>{{EC2PrivateDNSName}}</code>: they log in with the instance's id as their session name.
     *
     * @param instanceId {@code i-} and 8 or 17 hexadecimal digits
     * @param privateDnsName for example {@code ip-10-0-0-1.us-west-2.compute.internal}
     * @throws IllegalArgumentException if EC2 could not have such an id or name
     */
    public void ec2Instance(String instanceId, String privateDnsName) {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(privateDnsName, "privateDnsName");
        open().cloud().instances().put(instanceId, privateDnsName);
    }

    /**
     * Where the fake is.
     *
     * @return the region, for example {@code us-west-2}
     */
    public String region() {
        return aws.home().region();
    }

    /**
     * The time of this fake, which everything in it follows: timestamps of entries, ends of sessions, ages of
     * signatures, delays.
     *
     * @return a clock that shows the time of {@link FakeEksBuilder#clock(Clock)}, by default the machine's, plus
     *     whatever the fake was {@linkplain #advance(Duration) advanced} by
     */
    public Clock clock() {
        return aws.time();
    }

    /**
     * Lets time pass, at once and for everything in this fake. A {@link FakeClock} given to the fake advances with it.
     * Used as a {@link io.github.accessentries.Sleeper}, {@code eks::advance} waits in the fake's time:
     *
     * <pre>{@code
     * EksAccessEntries.builder().cluster("prod").eksClient(eks.eksClient()).clock(eks.clock()).sleeper(eks::advance).build()
     * }</pre>
     *
     * @param duration how much time passes
     * @throws IllegalArgumentException if the duration is negative, or goes beyond the year 9999
     */
    public void advance(Duration duration) {
        requireNonNull(duration, "duration");
        open().time().advance(duration);
    }

    /**
     * Sets how long changes take to propagate, in the fake's time; on the real EKS it is seconds. By default they take
     * no time. Changes already under way are delayed too; those that have arrived stay.
     *
     * @param iam from IAM to EKS: how long an entry for a new principal is refused as {@code invalid principal}. A
     *     principal that was never registered counts as new when it is first named
     * @param entries from EKS to its clusters: how long the creation, change or deletion of an entry has no effect on
     *     {@link FakeCluster#login}, {@link FakeCluster#authenticator()} and {@link FakeCluster#authorizer()}, though
     *     the API of EKS shows it at once
     * @throws IllegalArgumentException if one of them is negative or longer than a year
     */
    public void consistency(Duration iam, Duration entries) {
        requireNonNull(iam, "iam");
        requireNonNull(entries, "entries");
        open().cloud().delays(iam, entries);
    }

    /**
     * The roles and users.
     *
     * @return the one IAM of this fake
     */
    public FakeIam iam() {
        aws.requireOpen();
        return iam;
    }

    /**
     * What goes wrong with calls.
     *
     * @return the faults of this fake, none unless scripted
     */
    public Faults faults() {
        aws.requireOpen();
        return faults;
    }

    /**
     * The calls that this fake received, from whomever and by whatever route, as CloudTrail would record them. A call
     * that met a scripted error is among them; one whose connection was cut before it reached the service is not. The
     * fake's own requests, for logins and assertions, do not count.
     *
     * @return the latest 10,000 calls, in the order they were answered
     */
    public List<RecordedCall> calls() {
        return open().trail().calls();
    }

    /** Forgets the calls so far, for example those that set a test up. */
    public void clearCalls() {
        open().trail().clear();
        aws.controlPlanes().forgetCalls();
    }

    /**
     * A new client of EKS, which calls as the user {@code test} of the fake's account.
     *
     * @return the client, which is closed with the fake
     */
    public EksClient eksClient() {
        return eksClient(SeededUser.credentials());
    }

    /**
     * A new client of EKS.
     *
     * @param credentials who calls, for example {@link FakePrincipal#credentials()}
     * @return the client, which is closed with the fake
     */
    public EksClient eksClient(AwsCredentialsProvider credentials) {
        requireNonNull(credentials, "credentials");
        return open().clients().eks(credentials);
    }

    /**
     * A new asynchronous client of EKS, which calls as the user {@code test} of the fake's account.
     *
     * @return the client, which is closed with the fake
     */
    public EksAsyncClient eksAsyncClient() {
        return eksAsyncClient(SeededUser.credentials());
    }

    /**
     * A new asynchronous client of EKS. Its calls are answered on daemon threads of the fake, which end with it, so that
     * the SDK's timeouts and {@code cancel} act on a call that a {@linkplain Faults.Rule#delay delay} holds up: the fake
     * does not do what such a call asks for. A delay on a {@link FakeClock} holds nothing up, so there is nothing to time
     * out.
     *
     * @param credentials who calls, for example {@link FakePrincipal#credentials()}
     * @return the client, which is closed with the fake
     */
    public EksAsyncClient eksAsyncClient(AwsCredentialsProvider credentials) {
        requireNonNull(credentials, "credentials");
        return open().clients().eksAsync(credentials);
    }

    /**
     * A new client of STS, which calls as the user {@code test} of the fake's account. The SDK's own session providers
     * renew sessions by the machine's time, so use them with a fake that follows it.
     *
     * @return the client, which is closed with the fake
     */
    public StsClient stsClient() {
        return stsClient(SeededUser.credentials());
    }

    /**
     * A new client of STS.
     *
     * @param credentials who calls, for example {@link FakePrincipal#credentials()}
     * @return the client, which is closed with the fake
     */
    public StsClient stsClient(AwsCredentialsProvider credentials) {
        requireNonNull(credentials, "credentials");
        return open().clients().sts(credentials);
    }

    /**
     * Serves the fake on a free port of the loopback interface.
     *
     * @return the server, which is closed with the fake
     */
    public FakeEksServer serve() {
        return serve(0);
    }

    /**
     * Serves the fake on a port of the loopback interface.
     *
     * @param port the port, 0 for any free one
     * @return the server, which is closed with the fake
     * @throws java.io.UncheckedIOException if the port is not free
     */
    public FakeEksServer serve(int port) {
        return serve(new InetSocketAddress(Loopback.ADDRESS, port));
    }

    /**
     * Serves the fake on an address of this machine. Beyond loopback anybody who reaches it can call EKS as {@code test}, and
     * the control API, too: that it takes calls under loopback names only keeps web pages away, and nobody else.
     *
     * @param address for example {@code new InetSocketAddress("0.0.0.0", 8080)} in a container; port 0 for any free one
     * @return the server, which is closed with the fake
     * @throws IllegalArgumentException if the address is not resolved
     * @throws java.io.UncheckedIOException if the address is not one of this machine, or the port is not free
     */
    public FakeEksServer serve(InetSocketAddress address) {
        return serve(address, 0);
    }

    /**
     * The same as {@link #serve(InetSocketAddress)}, with the Kubernetes APIs of all clusters on a chosen port.
     *
     * @param address the address of EKS, STS and the control API
     * @param kubernetesPort the port of all clusters, 0 for any free one; not used if the fake is served already
     * @return the server, which is closed with the fake
     */
    public FakeEksServer serve(InetSocketAddress address, int kubernetesPort) {
        requireNonNull(address, "address");
        aws.requireOpen();
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("Host " + PlainText.quoted(address.getHostString())
                    + " has no address; use one of this machine's, such as 127.0.0.1 or 0.0.0.0");
        }
        return aws.serve(address, kubernetesPort, this::reset);
    }

    /**
     * The transport below the clients, for those who build their own EKS and STS clients. Whatever such a client does
     * not set, the SDK looks up on the machine as usual. It signs by the machine's clock; if the fake's time is far
     * from that, its first request is refused and then sent again with the corrected time.
     *
     * @return a transport that reaches this fake, whatever host a request names
     */
    public SdkHttpClient sdkHttpClient() {
        aws.requireOpen();
        return new InMemoryHttpClient(aws.wire());
    }

    /**
     * The transport below the asynchronous clients, for those who build their own; the counterpart of
     * {@link #sdkHttpClient()}.
     *
     * @return a transport that reaches this fake, whatever host a request names
     */
    public SdkAsyncHttpClient sdkAsyncHttpClient() {
        aws.requireOpen();
        return new InMemoryAsyncHttpClient(aws.wire(), aws.clients().threads());
    }

    /**
     * Closes the clients that this fake has handed out, and its servers. Whatever is done with it, its clients and its
     * clusters afterwards fails, and says so.
     */
    @Override
    public void close() {
        aws.close();
    }
}
