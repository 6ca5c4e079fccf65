package io.github.accessentries.iam;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryRules;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.Sleeper;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.PrincipalDirectory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The principals of one account or several, as the IAM API tells them. The caller needs {@code iam:GetRole}, {@code
 * iam:GetUser} and {@code iam:ListRoles}.
 *
 * <pre>{@code
 * IamDirectory iam = IamDirectory.of(iamClient, stsClient);
 * PrincipalArn admins = iam.roleOf(PermissionSet.of("Admin", "111122223333"));
 *
 * EksAccessEntries prod = EksAccessEntries.builder().cluster("prod").eksClient(eks)
 *     .planContext(PlanContext.builder().directory(iam).build())
 *     .build();
 * }</pre>
 *
 * <p>Only IAM's own answer that there is no such principal counts as one that is gone; a caller who is not allowed to ask, a
 * service that throttles or does not answer, and a client of another account than the one it was given for are exceptions.
 * Calls that are throttled are made again for a while. Principals that exist are remembered for a short time, with a bound on
 * their number, and are listed where many are asked for; whether one is gone is asked anew each time.
 *
 * <p>Blocks while it asks. May be shared by threads; the clients stay open.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">Unique ids, in the IAM User Guide</a>
 */
public final class IamDirectory implements PrincipalDirectory {

    private final List<IamAccount> accounts;

    private final Duration rememberFor;
    private final Duration throttlingPatience;

    private IamDirectory(Builder builder) {
        this.rememberFor = builder.remembered;
        this.throttlingPatience = builder.throttlingPatience;
        Patience patience = Patience.upTo(builder.throttlingPatience, builder.clock, builder.sleeper);
        this.accounts = builder.accounts.stream()
                .map(account -> new IamAccount(
                        account.id().apply(patience),
                        new IamCalls(account.client(), patience),
                        builder.clock,
                        builder.remembered))
                // Whether an account was given is known without a call.
                .sorted(Comparator.comparing(account -> account.id().isToldBySts()))
                .toList();
    }

    /**
     * The directory of the account that two clients are of. Makes no call: STS is asked for the account when it matters, until
     * it has answered once.
     *
     * @param iam the client of IAM
     * @param sts the client of STS, with the same credentials
     * @return the directory
     */
    public static IamDirectory of(IamClient iam, StsClient sts) {
        return builder().account(iam, sts).build();
    }

    /**
     * Starts without accounts; at least one is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Whether it has a client of an account.
     *
     * @param accountId twelve digits
     * @return {@code true} if principals of the account can be looked up
     * @throws io.github.accessentries.AccessEntriesException if STS has to be asked for the account of a client, and gives no
     *     answer
     */
    @Override
    public boolean covers(String accountId) {
        requireNonNull(accountId, "accountId");
        return account(accountId).isPresent();
    }

    /**
     * Looks up a role or user by its name, the last part of its path.
     *
     * @param principal the role or user, with any path
     * @return the principal as IAM has it, with its unique id; empty only if IAM says that there is none
     * @throws IllegalArgumentException if the account is not covered, or it is neither a role nor a user
     * @throws io.github.accessentries.AccessDeniedException if the caller may not ask; the message names the action
     * @throws io.github.accessentries.ThrottledException if IAM throttles longer than the patience lasts
     * @throws io.github.accessentries.AccessEntriesException if IAM could not be asked for another reason, or the client is of
     *     another account
     */
    @Override
    public Optional<KnownPrincipal> find(PrincipalArn principal) {
        requireNonNull(principal, "principal");
        if (!principal.isRoleOrUser()) {
            throw new IllegalArgumentException(principal + " is not a role or user, so IAM cannot be asked for it");
        }
        return covered(principal.accountId()).find(principal);
    }

    /**
     * All roles that IAM Identity Center made in an account.
     *
     * @param accountId the twelve digits of an account that is covered
     * @return the roles; never an empty {@code Optional}
     * @throws IllegalArgumentException if the account is not covered
     * @throws io.github.accessentries.AccessEntriesException as {@link #find} does
     */
    @Override
    public Optional<List<KnownPrincipal>> identityCenterRoles(String accountId) {
        requireNonNull(accountId, "accountId");
        return Optional.of(covered(accountId).identityCenterRoles());
    }

    private IamAccount covered(String accountId) {
        return account(accountId)
                .orElseThrow(() -> new IllegalArgumentException("There is no IAM client for account " + accountId
                        + " in this directory; give it one with account(..), or ask covers(..) first"));
    }

    private Optional<IamAccount> account(String accountId) {
        return accounts.stream()
                .filter(account -> account.id().get().equals(accountId))
                .findFirst();
    }

    /**
     * How long an answer of IAM is remembered.
     *
     * @return the time; zero if each question is asked
     */
    public Duration rememberFor() {
        return rememberFor;
    }

    /**
     * How long a call that is throttled is made again.
     *
     * @return the longest time to wait
     */
    public Duration throttlingPatience() {
        return throttlingPatience;
    }

    /** Builds {@link IamDirectory}. Not thread-safe. */
    public static final class Builder {

        /** A client and how to find its account. */
        private record Account(IamClient client, Function<Patience, AccountId> id) {}

        private final List<Account> accounts = new ArrayList<>();
        private final Set<String> given = new HashSet<>();
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper = Sleeper.SYSTEM;
        private Duration throttlingPatience = Duration.ofSeconds(30);
        private Duration remembered = Duration.ofSeconds(30);

        private Builder() {}

        /**
         * Adds the account of two clients.
         *
         * @param iam the client of IAM, which the caller closes
         * @param sts the client of STS, with the same credentials, which tells their account
         * @return this builder
         */
        public Builder account(IamClient iam, StsClient sts) {
            requireNonNull(iam, "iam");
            requireNonNull(sts, "sts");
            accounts.add(new Account(iam, patience -> AccountId.toldBy(sts, patience)));
            return this;
        }

        /**
         * Adds an account, for example one of several whose roles can be looked up by assuming a role in each.
         *
         * @param accountId its twelve digits; that the client is of this account is checked by what IAM answers
         * @param iam the client of IAM, with credentials of the account, which the caller closes
         * @return this builder
         * @throws IllegalArgumentException if the account is malformed or was given before
         */
        public Builder account(String accountId, IamClient iam) {
            requireNonNull(accountId, "accountId");
            requireNonNull(iam, "iam");
            EntryRules.requireAccountId(accountId);
            if (!given.add(accountId)) {
                throw new IllegalArgumentException(
                        "Account " + accountId + " has an IAM client already; give one client for each account");
            }
            accounts.add(new Account(iam, patience -> AccountId.given(accountId)));
            return this;
        }

        /**
         * Sets how long a principal that exists is remembered.
         *
         * @param duration half a minute by default; zero remembers nothing
         * @return this builder
         * @throws IllegalArgumentException if the duration is negative
         */
        public Builder rememberFor(Duration duration) {
            remembered = requireNotNegative("rememberFor", requireNonNull(duration, "duration"));
            return this;
        }

        /**
         * Sets how long a call that is throttled is made again.
         *
         * @param duration the longest time to wait, half a minute by default, beyond the retries of the client
         * @return this builder
         * @throws IllegalArgumentException if the duration is negative
         */
        public Builder throttlingPatience(Duration duration) {
            throttlingPatience = requireNotNegative("throttlingPatience", requireNonNull(duration, "duration"));
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

        private static Duration requireNotNegative(String name, Duration duration) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException(name + " " + duration + " is negative; zero means not at all");
            }
            return duration;
        }

        /**
         * Makes it. Makes no call.
         *
         * @return the directory
         * @throws IllegalStateException if there is no account
         */
        @CheckReturnValue
        public IamDirectory build() {
            if (accounts.isEmpty()) {
                throw new IllegalStateException(
                        "The directory has no account; call account(..) for each one before build()");
            }
            return new IamDirectory(this);
        }
    }
}
