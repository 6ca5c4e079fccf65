package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.testkit.internal.service.entry.EksBehaviour;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.wire.message.Partition;
import io.github.accessentries.testkit.internal.wire.signature.CredentialChecks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes fakes; {@link FakeEks#builder()} starts it. Not safe for use by several threads.
 */
public final class FakeEksBuilder {

    private static final Pattern REGION = Pattern.compile("[a-z]+(?:-[a-z]+)*-[0-9]{1,2}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private String region = "us-west-2";
    private String account = "111122223333";
    private @Nullable Clock clock;
    private Consumer<FakeEks> seed = eks -> {};
    private Set<Variant> variants = Set.of();
    private boolean strictIam;
    private boolean signatureChecks = true;
    private @Nullable Boolean readyAtOnce;
    private boolean anyCredentials;

    FakeEksBuilder() {}

    /**
     * The region that the fake is in, which also decides the partition.
     *
     * @param region {@code us-west-2} by default
     * @return this builder
     * @throws IllegalArgumentException if no region could have this name
     */
    public FakeEksBuilder region(String region) {
        requireNonNull(region, "region");
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException(
                    "Region " + PlainText.quoted(region) + " is not a region name; use one like us-west-2");
        }
        this.region = region;
        return this;
    }

    /**
     * The account that the clusters belong to.
     *
     * @param account twelve digits, {@code 111122223333} by default
     * @return this builder
     * @throws IllegalArgumentException if it is not twelve digits
     */
    public FakeEksBuilder account(String account) {
        requireNonNull(account, "account");
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("Account " + PlainText.quoted(account) + " does not have twelve digits");
        }
        this.account = account;
        return this;
    }

    /**
     * The clock of the service, by which the ready-made clients also sign; {@link FakeEks#advance(Duration)} moves it.
     *
     * @param clock the machine's by default; a {@link FakeClock} makes tests repeatable
     * @return this builder
     */
    public FakeEksBuilder clock(Clock clock) {
        requireNonNull(clock, "clock");
        this.clock = clock;
        return this;
    }

    /**
     * Whether only the principals that {@link FakeIam} was asked for exist. An entry for any other is then refused, as
     * EKS refuses a role that IAM does not know yet.
     *
     * @param strictIam {@code false} by default: every well-formed principal exists from its first use
     * @return this builder
     */
    public FakeEksBuilder strictIam(boolean strictIam) {
        this.strictIam = strictIam;
        return this;
    }

    /**
     * Whether the signatures of requests, and the time of signing, are checked. The caller is always identified by the
     * access key, which must be one that the fake has issued.
     *
     * @param signatureChecks {@code true} by default
     * @return this builder
     */
    public FakeEksBuilder signatureChecks(boolean signatureChecks) {
        this.signatureChecks = signatureChecks;
        return this;
    }

    /**
     * Whether clusters, node groups, Fargate profiles and updates are ready as soon as somebody looks, instead of after a
     * second of the fake's time. The answer to the creation still says {@code CREATING}, the next call finds the rest done:
     * the SDK's own waiters are back after their first poll, where they would otherwise sleep for half a minute.
     *
     * @param readyAtOnce {@code false} by default
     * @return this builder
     */
    public FakeEksBuilder readyAtOnce(boolean readyAtOnce) {
        this.readyAtOnce = readyAtOnce;
        return this;
    }

    /**
     * Whether a request with an access key that the fake has never issued counts as one of the user {@code test}, whatever
     * its signature and session token, instead of being refused. This is for programs that bring credentials of their own;
     * keys of the fake's principals are checked as ever.
     *
     * @param anyCredentials {@code false} by default
     * @return this builder
     */
    public FakeEksBuilder anyCredentials(boolean anyCredentials) {
        this.anyCredentials = anyCredentials;
        return this;
    }

    /**
     * Which behaviours the fake plays differently from the default, where sources disagree about EKS.
     *
     * @param variants the alternative behaviours, none by default; they replace those named before
     * @return this builder
     */
    public FakeEksBuilder variants(Variant... variants) {
        for (Variant each : requireNonNull(variants, "variants")) {
            requireNonNull(each, "variants element");
        }
        this.variants = Set.copyOf(List.of(variants));
        return this;
    }

    /**
     * What the fake contains from the start, and again after each {@link FakeEks#reset()}, in addition to the user
     * {@code test}.
     *
     * @param seed fills a fake, for example {@code eks -> eks.createCluster("demo")}; nothing by default
     * @return this builder
     */
    public FakeEksBuilder seed(Consumer<FakeEks> seed) {
        requireNonNull(seed, "seed");
        this.seed = seed;
        return this;
    }

    /**
     * Makes the fake.
     *
     * @return the fake, with its seed and nothing else
     */
    @CheckReturnValue
    public FakeEks build() {
        return build(clock == null ? Clock.systemUTC() : clock, Boolean.TRUE.equals(readyAtOnce));
    }

    /** A fake for one test: where nothing else was said, its time stands still, and clusters are ready at once. */
    FakeEks buildForTest() {
        return build(
                clock == null ? FakeClock.at(Instant.now().truncatedTo(ChronoUnit.MILLIS)) : clock,
                !Boolean.FALSE.equals(readyAtOnce));
    }

    private FakeEks build(Clock by, boolean ready) {
        RegionOfAccount home = new RegionOfAccount(Partition.of(region), account, region);
        FakeAws aws = new FakeAws(home, by, behaviour(ready), strictIam, checks());
        FakeEks eks = new FakeEks(aws, seed);
        eks.seed();
        return eks;
    }

    private CredentialChecks checks() {
        return new CredentialChecks(signatureChecks, anyCredentials ? Optional.of(SeededUser.NAME) : Optional.empty());
    }

    private EksBehaviour behaviour(boolean ready) {
        return new EksBehaviour(
                variants.contains(Variant.KEEP_ABSENT_MEMBERS),
                variants.contains(Variant.PASS_OVER_ABSENT_POLICIES),
                variants.contains(Variant.REFUSE_ACCOUNT_ROOT),
                variants.contains(Variant.SHOW_BOOTSTRAP_FLAG),
                variants.contains(Variant.UPDATE_NODE_TYPES),
                ready ? Duration.ZERO : EksBehaviour.USUAL_TIME);
    }
}
