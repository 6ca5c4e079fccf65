package io.github.accessentries.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TokenVerifier} promises:
 *
 * <pre>{@code
 * class CountingVerifierTest extends TokenVerifierContract {
 *
 *     private final FakeEks eks = FakeEks.create();
 *     private final AwsCredentialsProvider credentials = eks.iam().role("dev").credentials();
 *     private final StsTokenVerifier sts = StsTokenVerifier.builder()
 *             .httpClient(eks.sdkHttpClient())
 *             .clock(eks.clock())
 *             .build();
 *
 *     @AfterEach
 *     void close() {
 *         sts.close();
 *         eks.close();
 *     }
 *
 *     @Override
 *     protected TokenVerifier verifier() {
 *         return new CountingVerifier(sts, new AtomicLong());
 *     }
 *
 *     @Override
 *     protected Optional<TokenVerifier> cutOff() {
 *         eks.faults().on("GetCallerIdentity").cutConnection().always();
 *         return Optional.of(verifier());
 *     }
 *
 *     @Override
 *     protected String token(String cluster) {
 *         return minted(cluster, eks.clock());
 *     }
 *
 *     @Override
 *     protected Clock clock() {
 *         return eks.clock();
 *     }
 *
 *     @Override
 *     protected boolean letPass(Duration time) {
 *         eks.advance(time);
 *         return true;
 *     }
 *
 *     @Override
 *     protected Optional<String> token(String cluster, Instant mintedAt) {
 *         return Optional.of(minted(cluster, Clock.fixed(mintedAt, ZoneOffset.UTC)));
 *     }
 *
 *     private String minted(String cluster, Clock clock) {
 *         return EksTokens.builder()
 *                 .credentialsProvider(credentials)
 *                 .region(Region.of(eks.region()))
 *                 .clock(clock)
 *                 .build()
 *                 .mint(cluster)
 *                 .value();
 *     }
 * }
 * }</pre>
 *
 * <p>JUnit makes an object for each test, and {@link #verifier()} is called once in each.
 */
public abstract class TokenVerifierContract {

    private static final String CLUSTER = "prod";
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(15);
    /** Farther than clocks may differ, and than a token is good. */
    private static final Duration FAR = Duration.ofMinutes(20);
    /** Shorter parts are in any text. */
    private static final int LEAK = 16;

    /** For subclasses. */
    protected TokenVerifierContract() {}

    /**
     * What is tested.
     *
     * @return a verifier that has verified nothing yet; whoever made it closes it
     */
    protected abstract TokenVerifier verifier();

    /**
     * A token that is good at a cluster, and at no other.
     *
     * @param cluster the name of the cluster, {@code prod} or {@code staging}
     * @return the token
     */
    protected abstract String token(String cluster);

    /**
     * The time by which tokens are minted.
     *
     * @return the clock, the system's by default
     */
    protected Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * A token that was minted at another time, so that it has ended or is not good yet.
     *
     * @param cluster the name of the cluster
     * @param mintedAt twenty minutes before the time of {@link #clock()}, or after it
     * @return by default empty: no such token can be made
     */
    protected Optional<String> token(String cluster, Instant mintedAt) {
        return Optional.empty();
    }

    /**
     * Lets time pass for {@link #clock()}, for the verifier and for whomever it asks, without waiting.
     *
     * @param time how long, at most twenty minutes
     * @return whether it has passed; by default {@code false}, since that of the system cannot
     */
    protected boolean letPass(Duration time) {
        return false;
    }

    /**
     * The same verifier, made so that nobody whom it depends on can be reached.
     *
     * @return by default empty: the verifier depends on nobody
     */
    protected Optional<TokenVerifier> cutOff() {
        return Optional.empty();
    }

    private static Verified verified(TokenVerifier verifier, String token) {
        return assertInstanceOf(Verified.class, verifier.verify(token, CLUSTER), "token(..) must be verified");
    }

    /** A good token has an identity, each time. */
    @Test
    public final void goodToken_isVerified() {
        TokenVerifier verifier = verifier();
        String token = token(CLUSTER);

        Verified first = verified(verifier, token);
        assertEquals(first, verifier.verify(token, CLUSTER), "The second answer must equal the first");
    }

    /** Nobody keeps a token for longer than it is good, which is a quarter of an hour at most. */
    @Test
    public final void verifiedToken_endsWithinFifteenMinutes() {
        TokenVerifier verifier = verifier();
        String token = token(CLUSTER);
        Instant latest = clock().instant().plus(LONGEST_LIFE);

        Instant expiresAt = verified(verifier, token).expiresAt();
        assertFalse(expiresAt.isAfter(latest), () -> "expiresAt() " + expiresAt + " must not be after " + latest);
    }

    /** What was verified, and may be remembered, is good no longer than it says. */
    @Test
    public final void tokenThatEndsWhileItIsRemembered_isRejected() {
        TokenVerifier verifier = verifier();
        String token = token(CLUSTER);

        Verified verified = verified(verifier, token);
        Instant end = verified.expiresAt();
        Instant now = clock().instant();
        assumeTrue(
                letPass(end.isBefore(now.plus(FAR)) ? Duration.between(now, end).plusSeconds(1) : FAR),
                "letPass(..) is false: time cannot be moved");
        assertInstanceOf(
                Rejected.class,
                verifier.verify(token, CLUSTER),
                "A token that has ended must be rejected; remember none for longer than its expiresAt()");
    }

    /** A token that has ended before anybody asks is none, nor is one that is not good yet. */
    @Test
    public final void tokenOfAnotherTime_isRejected() {
        TokenVerifier verifier = verifier();
        Instant now = clock().instant();
        Optional<String> ended = token(CLUSTER, now.minus(FAR));
        assumeTrue(ended.isPresent(), "token(cluster, mintedAt) is empty: no token of another time can be made");

        assertInstanceOf(
                Rejected.class,
                verifier.verify(ended.orElseThrow(), CLUSTER),
                "A token that has ended must be rejected");
        assertInstanceOf(
                Rejected.class,
                verifier.verify(token(CLUSTER, now.plus(FAR)).orElseThrow(), CLUSTER),
                "A token of the future must be rejected");
    }

    /** A token is good at its cluster alone, also where it was verified before. */
    @Test
    public final void tokenOfAnotherCluster_isRejected() {
        TokenVerifier verifier = verifier();
        String token = token("staging");

        verifier.verify(token, "staging");
        assertInstanceOf(
                Rejected.class, verifier.verify(token, CLUSTER), "A token of another cluster must be rejected");
    }

    /** Any text is an answer: what is no token is rejected, and is no exception. */
    @Test
    public final void textThatIsNoToken_isRejected() {
        TokenVerifier verifier = verifier();

        for (String text : List.of("", " ", "\0", "k8s-aws-v1.", "k8s-aws-v1.%%%", "Jürgen", "a".repeat(100_000))) {
            assertInstanceOf(Rejected.class, verifier.verify(text, CLUSTER), "What is no token must be rejected");
        }
    }

    /** A token is good as a whole: no part of one that was verified is, nor one with something added. */
    @Test
    public final void partOfAToken_isRejected() {
        TokenVerifier verifier = verifier();
        String token = token(CLUSTER);

        verifier.verify(token, CLUSTER);
        for (String changed : changed(token)) {
            assertInstanceOf(Rejected.class, verifier.verify(changed, CLUSTER), "A changed token must be rejected");
        }
    }

    /**
     * Who changes a token anywhere has none: neither before it was verified, nor after, when it vouches only for its very self. A
     * token of EKS is changed in each parameter of its URL, the signature among them, and keeps its length and form.
     */
    @Test
    public final void tokenChangedAnywhere_isNotVerified() {
        TokenVerifier verifier = verifier();
        String token = token(CLUSTER);
        Map<String, String> forged = ForgedTokens.of(token);

        forged.forEach((where, changed) -> isNotVerified(verifier, changed, where));
        verified(verifier, token);
        forged.forEach((where, changed) -> isNotVerified(verifier, changed, where));
    }

    private static void isNotVerified(TokenVerifier verifier, String changed, String where) {
        assertFalse(
                verifier.verify(changed, CLUSTER) instanceof Verified,
                () -> "A token that was changed " + where
                        + " must not be verified; check its signature, and remember tokens as a whole");
    }

    private static List<String> changed(String token) {
        return List.of(
                token.substring(0, token.length() / 2),
                token.substring(0, Math.max(0, token.length() - 4)),
                token + "AAAA");
    }

    /** A rejection is shown and logged, so it tells why without a part of the token. */
    @Test
    public final void rejection_showsNothingOfTheToken() {
        TokenVerifier verifier = verifier();
        String token = token("staging");
        String cut = token.substring(0, Math.max(0, token.length() - 4));

        for (Verification rejected : List.of(verifier.verify(token, CLUSTER), verifier.verify(cut, "staging"))) {
            String shown = rejected.toString();
            for (int i = 0; i + LEAK <= token.length(); i++) {
                assertFalse(shown.contains(token.substring(i, i + LEAK)), "A rejection must show no part of the token");
            }
        }
    }

    /**
     * Threads that verify the same token get the same identity.
     *
     * @throws InterruptedException if the thread that runs the test is interrupted
     */
    @Test
    public final void threads_getTheSameAnswer() throws InterruptedException {
        TokenVerifier verifier = verifier();
        String token = token(CLUSTER);

        Callers.allGet(verifier.verify(token, CLUSTER), () -> verifier.verify(token, CLUSTER));
    }

    /** An interrupt ends a call as an outage does, or not at all; it rejects nobody, and whoever called still sees it. */
    @Test
    public final void interrupt_rejectsNobody() {
        TokenVerifier verifier = verifier();
        String token = token(CLUSTER);

        Optional<Verification> answer = Callers.interrupted(() -> answer(verifier, token));
        assertFalse(
                answer.isPresent() && answer.orElseThrow() instanceof Rejected,
                "An interrupt must be an UnavailableException, no rejection");
    }

    private static Optional<Verification> answer(TokenVerifier verifier, String token) {
        try {
            return Optional.of(verifier.verify(token, CLUSTER));
        } catch (UnavailableException e) {
            return Optional.empty();
        }
    }

    /** Nothing is no token, and no cluster. */
    @Test
    public final void null_isRefused() {
        TokenVerifier verifier = verifier();
        String token = token(CLUSTER);

        Promises.isRefused("token", () -> verifier.verify(Promises.nothing(), CLUSTER));
        Promises.isRefused("clusterName", () -> verifier.verify(token, Promises.nothing()));
    }

    /** Where nobody can be asked, there is no answer: neither an identity nor a rejection. */
    @Test
    public final void failure_isAnOutage_andNoAnswer() {
        TokenVerifier cutOff = Promises.required(cutOff());
        String token = token(CLUSTER);

        AccessEntriesException failure = assertThrows(
                AccessEntriesException.class,
                () -> cutOff.verify(token, CLUSTER),
                "What cannot be asked must not answer");
        assertTrue(
                failure instanceof UnavailableException || failure instanceof ThrottledException,
                () -> "An outage must be an UnavailableException or a ThrottledException, not " + failure);
        Promises.isNotCalledWell(cutOff);
    }

    /**
     * What is closed verifies nothing, and may be closed again.
     *
     * @throws Exception if the implementation throws it
     */
    @Test
    public final void closedVerifier_verifiesNothing() throws Exception {
        TokenVerifier verifier = verifier();
        assumeTrue(verifier instanceof AutoCloseable, "The verifier has nothing to close");
        String token = token(CLUSTER);

        verifier.verify(token, CLUSTER);
        ((AutoCloseable) verifier).close();
        ((AutoCloseable) verifier).close();
        assertThrows(
                IllegalStateException.class,
                () -> verifier.verify(token, CLUSTER),
                "A closed verifier must be an IllegalStateException");
    }

    /**
     * Any thread may ask for the health at any time, an interrupted one too, and gets an answer.
     *
     * @throws InterruptedException if the thread that runs the test is interrupted
     */
    @Test
    public final void health_isTold() throws InterruptedException {
        Promises.healthIsTold(verifier());
        Optional<TokenVerifier> cutOff = cutOff();
        if (cutOff.isPresent()) {
            Promises.healthIsTold(cutOff.orElseThrow());
        }
    }
}
