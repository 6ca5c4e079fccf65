package io.github.accessentries.recovery;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryRules;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.RateLimit;
import io.github.accessentries.Sleeper;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.internal.calls.ClusterCalls;
import io.github.accessentries.internal.calls.ModeUpdate;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.planning.PlanContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * The way back into a cluster that nobody can get into any more, for whoever may still use the EKS API: what keeps a principal
 * out, how to make an administrator with the least change, and which entry is that of the cluster's creator.
 *
 * <pre>{@code
 * AccessRecovery recovery = AccessRecovery.builder().cluster("prod").eksClient(eks).build();
 * System.out.println(recovery.diagnose(admin));             // causes and steps; changes nothing
 * System.out.println(recovery.planAdministrator(admin));    // what would be done; changes nothing
 * recovery.restoreAdministrator(admin, RestoreOptions.defaults());
 * }</pre>
 *
 * <p>EKS rights alone are enough. With more sources more is found: a directory of IAM principals in the plan context tells of
 * principals that are gone or were made again, the Kubernetes API of RBAC and {@code aws-auth}, a token verifier whose a token
 * is. What could not be looked at is told in each answer.
 *
 * <p>Thread-safe if its sources are. Everything is read again for each call; diagnoses, plans, restorations and the search
 * for the creator block until EKS has answered, and may throw what {@link AccessEntries} throws.
 */
public final class AccessRecovery {

    private final EksClient eks;
    private final String cluster;
    private final ClusterCalls calls;
    private final RateLimit rateLimit;
    private final PlanContext context;
    private final @Nullable KubernetesApi kubernetes;
    private final @Nullable TokenVerifier tokenVerifier;
    private final Duration propagationPatience;
    private final Clock clock;
    private final Sleeper sleeper;

    private AccessRecovery(Builder builder, String cluster, EksClient eks) {
        this.eks = eks;
        this.cluster = cluster;
        this.rateLimit = builder.rateLimit;
        this.calls = ClusterCalls.of(eks, cluster, rateLimit);
        this.context = builder.context;
        this.kubernetes = builder.kubernetes;
        this.tokenVerifier = builder.tokenVerifier;
        this.propagationPatience = builder.propagationPatience;
        this.clock = builder.clock;
        this.sleeper = builder.sleeper;
    }

    /**
     * Starts with EKS alone. The cluster and the client are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the cluster's name} */
    public String cluster() {
        return cluster;
    }

    /** {@return how long a change waits for what EKS does not see yet} */
    public Duration propagationPatience() {
        return propagationPatience;
    }

    /**
     * Finds what keeps a principal out. Changes nothing.
     *
     * @param principal the role or user that should get in
     * @return what was found, and what to do
     */
    public Diagnosis diagnose(PrincipalArn principal) {
        return diagnose(AccessAttempt.by(requireNonNull(principal, "principal")));
    }

    /**
     * Finds what keeps a caller out, as STS shows it. Changes nothing.
     *
     * @param callerArn for example {@code arn:aws:sts::111122223333:assumed-role/dev/ana}
     * @return what was found, and what to do
     * @throws IllegalArgumentException if STS shows no such ARN
     */
    public Diagnosis diagnoseCaller(String callerArn) {
        return diagnose(AccessAttempt.byCaller(requireNonNull(callerArn, "callerArn")));
    }

    /**
     * Finds what made an attempt fail. Changes nothing. A token goes to STS if there is a verifier, and nowhere else.
     *
     * @param attempt what is known of it
     * @return what was found, and what to do
     */
    public Diagnosis diagnose(AccessAttempt attempt) {
        requireNonNull(attempt, "attempt");
        ClusterState state = new ClusterState(calls.describe());
        KnownSources knowledge = knowledge();
        return new Diagnosing(attempt, entries(knowledge.context(state)), state, knowledge, clock)
                .diagnose(tokenVerifier);
    }

    /**
     * Plans how to make a principal an administrator with the least change: its entry with {@code
     * AmazonEKSClusterAdminPolicy} cluster-wide, only the policy if it has an entry, the entry made again if it is dead, and
     * the next authentication mode first if the cluster counts no entries. Changes nothing.
     *
     * @param principal the role or user
     * @return the plan, empty if EKS shows it as an administrator
     * @throws IllegalArgumentException if the principal is no role or user, or the role of an AWS service
     * @throws io.github.accessentries.AccessEntriesException if that cannot be done: the cluster is too old, the entry is one
     *     for nodes, or the principal does not exist in IAM, as far as that is known
     */
    @CheckReturnValue
    public RestorationPlan planAdministrator(PrincipalArn principal) {
        return restoring(principal).plan();
    }

    /**
     * Makes a principal an administrator as {@link #planAdministrator} says at this moment, and waits until it works. Safe to
     * repeat: a run that failed at any call is completed by the next one.
     *
     * @param principal the role or user
     * @param options what is signed off, how to ask the cluster, and who is told of progress
     * @return what was done, and on what it is known to work
     * @throws IllegalArgumentException if the principal is no role or user, or the role of an AWS service
     * @throws io.github.accessentries.plan.UnsafePlanException if a finding of the plan is not signed off, among them that
     *     the mode cannot go back
     * @throws io.github.accessentries.plan.IncompleteApplyException if a dead entry could not be made again
     * @throws io.github.accessentries.UnavailableException if the cluster does not act on it in time
     * @throws io.github.accessentries.AccessEntriesException if a call fails or it cannot be done
     */
    public RestorationReport restoreAdministrator(PrincipalArn principal, RestoreOptions options) {
        requireNonNull(options, "options");
        return new RestorationSteps(restoring(principal), options, Patience.upTo(options.patience(), clock, sleeper))
                .make();
    }

    private Restoring restoring(PrincipalArn principal) {
        requireNonNull(principal, "principal");
        EntryRules.requireNotServiceLinked(principal);
        EntryRules.requireRoleOrUser(principal);
        ClusterState state = new ClusterState(calls.describe());
        KnownSources knowledge = knowledge();
        return new Restoring(principal, entries(knowledge.context(state)), state, knowledge);
    }

    /**
     * Finds the entry by which the cluster's creator is an administrator. Reads all entries, with two calls for each, and the
     * updates of the cluster, with one call for each. Changes nothing.
     *
     * @return the entry with its certainty; in mode {@code CONFIG_MAP} and on old platforms, that the creator is an invisible
     *     administrator
     */
    public CreatorEntry creatorEntry() {
        ClusterState state = new ClusterState(calls.describe());
        return CreatorSearch.withoutEntries(cluster, state).orElseGet(() -> {
            List<AccessEntry> all = entries(context).list();
            return new CreatorSearch(cluster, state, all, modeUpdates()).find();
        });
    }

    /** Who may read entries need not be allowed to read updates. */
    private Optional<List<ModeUpdate>> modeUpdates() {
        try {
            return Optional.of(calls.modeUpdates());
        } catch (AccessDeniedException e) {
            return Optional.empty();
        }
    }

    private KnownSources knowledge() {
        return new KnownSources(context, kubernetes);
    }

    private AccessEntries entries(PlanContext known) {
        return EksAccessEntries.builder()
                .cluster(cluster)
                .eksClient(eks)
                .planContext(known)
                .propagationPatience(propagationPatience)
                .rateLimit(rateLimit)
                .clock(clock)
                .sleeper(sleeper)
                .build();
    }

    /** Builds {@link AccessRecovery}. Not thread-safe. */
    public static final class Builder {

        private @Nullable String cluster;
        private @Nullable EksClient eksClient;
        private RateLimit rateLimit = RateLimit.none();
        private PlanContext context = PlanContext.builder().build();
        private @Nullable KubernetesApi kubernetes;
        private @Nullable TokenVerifier tokenVerifier;
        private Duration propagationPatience = Duration.ofMinutes(1);
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper = Sleeper.SYSTEM;

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
         * Sets the client; required. The caller closes it.
         *
         * @param client the client, which determines region, credentials and retries
         * @return this builder
         */
        public Builder eksClient(EksClient client) {
            eksClient = requireNonNull(client, "client");
            return this;
        }

        /**
         * Sets the most calls per second.
         *
         * @param limit the limit, {@link RateLimit#none()} by default
         * @return this builder
         */
        public Builder rateLimit(RateLimit limit) {
            rateLimit = requireNonNull(limit, "limit");
            return this;
        }

        /**
         * Sets what is known beyond the entries: a directory of IAM principals, {@code aws-auth}, RBAC, and who makes the
         * changes.
         *
         * @param context nothing by default
         * @return this builder
         */
        public Builder planContext(PlanContext context) {
            this.context = requireNonNull(context, "context");
            return this;
        }

        /**
         * Sets the cluster's own API, from which RBAC and {@code aws-auth} are read unless the plan context knows them. If
         * it cannot be read, as by somebody who is locked out, that is told.
         *
         * @param api the API of the same cluster
         * @return this builder
         */
        public Builder kubernetes(KubernetesApi api) {
            kubernetes = requireNonNull(api, "api");
            return this;
        }

        /**
         * Sets what asks STS about tokens.
         *
         * @param verifier for example a {@link io.github.accessentries.token.StsTokenVerifier}
         * @return this builder
         */
        public Builder tokenVerifier(TokenVerifier verifier) {
            tokenVerifier = requireNonNull(verifier, "verifier");
            return this;
        }

        /**
         * Sets how long a change waits for what EKS does not see yet, such as a new role.
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
         * Sets the clock, for tests.
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
         * @return the recovery
         * @throws IllegalStateException if the cluster or the client is missing
         */
        @CheckReturnValue
        public AccessRecovery build() {
            if (cluster == null || eksClient == null) {
                throw new IllegalStateException("The " + (cluster == null ? "cluster" : "client")
                        + " is missing; call cluster(name) and eksClient(client) before build()");
            }
            return new AccessRecovery(this, cluster, eksClient);
        }
    }
}
