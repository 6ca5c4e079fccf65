package io.github.accessentries.eks;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryRules;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.RateLimit;
import io.github.accessentries.Sleeper;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.internal.calls.EksCalls;
import io.github.accessentries.internal.client.OwnClients;
import io.github.accessentries.internal.planning.ClusterEntries;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.kubernetes.WritableKubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.ExpiryReport;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.manage.TemporaryAccessList;
import io.github.accessentries.manage.Withdrawal;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.planning.PlanContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * The access entries of a cluster on Amazon EKS, through the AWS SDK.
 *
 * <p>May be shared by threads; one object per cluster is enough. Retrying failed calls, including throttled ones, is
 * left to the SDK client and its configuration.
 */
public final class EksAccessEntries implements AccessEntries, AutoCloseable {

    private final AccessEntries entries;
    private final @Nullable EksClient ownClient;
    private final Duration propagationPatience;
    private final int readParallelism;

    private EksAccessEntries(Builder builder, String cluster) {
        this.ownClient = builder.eksClient == null ? OwnClients.eks().build() : null;
        EksClient client = ownClient == null ? requireNonNull(builder.eksClient) : ownClient;
        this.propagationPatience = builder.propagationPatience;
        this.readParallelism = builder.readParallelism;
        this.entries = new ClusterEntries(
                EksCalls.of(client, cluster, builder.rateLimit),
                builder.context(),
                Patience.upTo(propagationPatience, builder.clock, builder.sleeper),
                readParallelism);
    }

    /**
     * The entries of a cluster, with a client of its own that gets region and credentials from the SDK's default
     * chains. Close it when it is no longer needed.
     *
     * <p>Before it takes something, it asks STS who the caller is, by the same chains, so that nobody locks himself out.
     * If STS does not answer, plans tell that they did not check for the caller.
     *
     * @param cluster the cluster's name
     * @return its entries
     * @throws IllegalArgumentException if the text cannot be the name of a cluster
     */
    public static EksAccessEntries of(String cluster) {
        return builder()
                .cluster(requireNonNull(cluster, "cluster"))
                .planContext(PlanContext.builder()
                        .callerIfKnown(new OwnIdentity(() -> OwnClients.sts().build()))
                        .build())
                .build();
    }

    /**
     * Starts with the default for every option.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String cluster() {
        return entries.cluster();
    }

    /**
     * How long a grant waits for changes that have not propagated yet.
     *
     * @return the longest time to wait
     */
    public Duration propagationPatience() {
        return propagationPatience;
    }

    /**
     * How many entries are read at the same time.
     *
     * @return 1 to 100
     */
    public int readParallelism() {
        return readParallelism;
    }

    @Override
    public Grant grant(PrincipalArn principal) {
        return entries.grant(principal);
    }

    @Override
    public Grant declare(PrincipalArn principal) {
        return entries.declare(principal);
    }

    @Override
    public Withdrawal withdraw(PrincipalArn principal) {
        return entries.withdraw(principal);
    }

    @Override
    public boolean revoke(PrincipalArn principal, SignOff signOff) {
        return entries.revoke(principal, signOff);
    }

    @Override
    public Optional<AccessEntry> find(PrincipalArn principal) {
        return entries.find(principal);
    }

    @Override
    public AccessEntry get(PrincipalArn principal) {
        return entries.get(principal);
    }

    @Override
    public List<PrincipalArn> principals() {
        return entries.principals();
    }

    @Override
    public List<AccessEntry> list() {
        return entries.list();
    }

    @Override
    public TemporaryAccessList temporaryAccess() {
        return entries.temporaryAccess();
    }

    @Override
    public ExpiryReport expire(SignOff signOff) {
        return entries.expire(signOff);
    }

    @Override
    public List<AccessPolicy> policies() {
        return entries.policies();
    }

    @Override
    public AuthenticationMode authenticationMode() {
        return entries.authenticationMode();
    }

    @Override
    public Optional<KubernetesVersion> kubernetesVersion() {
        return entries.kubernetesVersion();
    }

    @Override
    public AccessPlan plan(DesiredAccess desired) {
        return entries.plan(desired);
    }

    @Override
    public ApplyReport reconcile() {
        return entries.reconcile();
    }

    @Override
    public ApplyReport apply(AccessPlan plan, ApplyOptions options) {
        return entries.apply(plan, options);
    }

    @Override
    public KubernetesUser awaitEffective(
            PrincipalArn principal, AccessProbe probe, Duration limit, Consumer<String> progress) {
        return entries.awaitEffective(principal, probe, limit, progress);
    }

    @Override
    public ModeChange enableAccessEntries(SignOff signOff, Consumer<String> progress) {
        return entries.enableAccessEntries(signOff, progress);
    }

    @Override
    public ModeChange requireAccessEntries(SignOff signOff, Consumer<String> progress) {
        return entries.requireAccessEntries(signOff, progress);
    }

    /** Closes the client if this object created it; a client that was passed in stays open. */
    @Override
    public void close() {
        if (ownClient != null) {
            ownClient.close();
        }
    }

    /**
     * The cluster.
     *
     * @return a short description with the cluster's name
     */
    @Override
    public String toString() {
        return entries.toString();
    }

    /** Builds {@link EksAccessEntries}. Not thread-safe. */
    public static final class Builder {

        private static final int MAX_PARALLELISM = 100;

        private @Nullable String cluster;
        private @Nullable EksClient eksClient;
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper = Sleeper.SYSTEM;
        private Duration propagationPatience = Duration.ofMinutes(1);
        private int readParallelism = 8;
        private RateLimit rateLimit = RateLimit.none();
        private PlanContext planContext = PlanContext.builder().build();
        private @Nullable WritableKubernetesApi kubernetes;

        private Builder() {}

        /**
         * Names the cluster; required.
         *
         * @param name the cluster's name, not its ARN
         * @return this builder
         * @throws IllegalArgumentException if the text cannot be the name of a cluster
         */
        public Builder cluster(String name) {
            EntryRules.requireClusterName(requireNonNull(name, "name"));
            cluster = name;
            return this;
        }

        /**
         * Sets the client, which determines region, credentials and retries. The caller closes it.
         *
         * @param client the client; by default one is created from the SDK's default chains
         * @return this builder
         */
        public Builder eksClient(EksClient client) {
            eksClient = requireNonNull(client, "client");
            return this;
        }

        /**
         * Sets how long a grant waits for changes to propagate: EKS sees a new IAM role after 10 to 30 seconds, and its
         * own new entries after a few. Until then it reports that the principal does not exist, as it does for a
         * misspelled one; set this to zero to fail at once for those.
         *
         * @param duration the longest time to wait, one minute by default
         * @return this builder
         * @throws IllegalArgumentException if the duration is negative
         */
        public Builder propagationPatience(Duration duration) {
            if (requireNonNull(duration, "duration").isNegative()) {
                throw new IllegalArgumentException(
                        "propagationPatience " + duration + " is negative; zero means not to wait");
            }
            propagationPatience = duration;
            return this;
        }

        /**
         * Sets how many entries {@link AccessEntries#list()} reads at the same time. More is faster until EKS throttles
         * the account, which affects all its clients.
         *
         * @param entries 1 to 100, 8 by default
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        public Builder readParallelism(int entries) {
            if (entries < 1 || entries > MAX_PARALLELISM) {
                throw new IllegalArgumentException(
                        "readParallelism " + entries + " is out of range; use 1 to " + MAX_PARALLELISM);
            }
            readParallelism = entries;
            return this;
        }

        /**
         * Sets the most calls per second. EKS throttles by account and region, so share one limit among all clusters
         * there.
         *
         * @param limit the limit, {@link RateLimit#none()} by default
         * @return this builder
         */
        public Builder rateLimit(RateLimit limit) {
            rateLimit = requireNonNull(limit, "limit");
            return this;
        }

        /**
         * Sets what plans know in addition to the entries, so that they find more dangers.
         *
         * @param context by default only the entries are known, but not the caller, IAM, RBAC and {@code aws-auth}, and
         *     plans tell that they did not check these
         * @return this builder
         */
        public Builder planContext(PlanContext context) {
            planContext = requireNonNull(context, "context");
            return this;
        }

        /**
         * Sets the API of the cluster itself, for the other half of access: plans then read RBAC and {@code aws-auth}, and
         * can keep roles and bindings ({@code DesiredAccess.objects()}) beside entries.
         *
         * @param api the API of the same cluster, for example {@code ApiClientKubernetesApi.of(apiClient)}; by default plans are
         *     about entries alone
         * @return this builder
         */
        public Builder kubernetes(WritableKubernetesApi api) {
            kubernetes = requireNonNull(api, "api");
            return this;
        }

        private PlanContext context() {
            return kubernetes == null
                    ? planContext
                    : PlanContext.builder()
                            .from(planContext)
                            .kubernetes(kubernetes)
                            .build();
        }

        /**
         * Sets the clock, for tests. Whether access has {@linkplain Grant#until ended} is decided by the later one of this clock
         * and EKS, as its answers tell the time.
         *
         * @param clock the clock, the system's by default
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets how to wait, for tests.
         *
         * @param sleeper how to wait, {@link Sleeper#SYSTEM} by default
         * @return this builder
         */
        public Builder sleeper(Sleeper sleeper) {
            this.sleeper = requireNonNull(sleeper, "sleeper");
            return this;
        }

        /**
         * Builds it. Makes no call.
         *
         * @return the entries of the cluster
         * @throws IllegalStateException if the cluster is missing
         * @throws software.amazon.awssdk.core.exception.SdkClientException if no client was set and the SDK finds no
         *     region for one
         */
        @CheckReturnValue
        public EksAccessEntries build() {
            if (cluster == null) {
                throw new IllegalStateException("The cluster is missing; call cluster(name) before build()");
            }
            return new EksAccessEntries(this, cluster);
        }
    }
}
