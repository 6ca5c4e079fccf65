package io.github.accessentries.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import io.github.accessentries.testkit.FakeClock;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.KnownKey;
import io.github.accessentries.token.OfflineTokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class BrokenVerifiersTest {

    private static final AwsSessionCredentials CREDENTIALS =
            AwsSessionCredentials.create(Subjects.DEV.accessKeyId(), "secret", "session");
    private static final KnownKey KEY = KnownKey.builder()
            .credentials(CREDENTIALS)
            .arn(Subjects.DEV.arn())
            .userId(Subjects.DEV.principalId() + ":ana")
            .build();
    /** Goes on through all samples, which are tested one after the other. */
    private static final FakeClock CLOCK = FakeClock.at(Instant.parse("2026-03-02T12:00:00Z"));

    private static final TokenVerifier CUT_OFF = (token, cluster) -> {
        throw unavailable();
    };

    /** A verifier that can be closed, as one with connections of its own. */
    private static final class Closeable implements TokenVerifier, AutoCloseable {
        private final TokenVerifier verifier;
        private boolean closed;

        Closeable(Clock clock) {
            this.verifier = OfflineTokenVerifier.builder(
                            id -> id.equals(CREDENTIALS.accessKeyId()) ? Optional.of(KEY) : Optional.empty())
                    .clock(clock)
                    .build();
        }

        @Override
        public Verification verify(String token, String clusterName) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            return verifier.verify(token, clusterName);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    static final class Sample extends TokenVerifierContract {
        private final Tested<TokenVerifier> tested = Tested.next();

        @Override
        protected TokenVerifier verifier() {
            return tested.whole();
        }

        @Override
        protected Clock clock() {
            return CLOCK;
        }

        @Override
        protected boolean letPass(Duration time) {
            CLOCK.advance(time);
            return true;
        }

        @Override
        protected String token(String cluster) {
            return token(cluster, CLOCK);
        }

        @Override
        protected Optional<String> token(String cluster, Instant mintedAt) {
            return Optional.of(token(cluster, Clock.fixed(mintedAt, ZoneOffset.UTC)));
        }

        private static String token(String cluster, Clock clock) {
            return EksTokens.builder()
                    .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
                    .region(Region.US_WEST_2)
                    .clock(clock)
                    .build()
                    .mint(cluster)
                    .value();
        }

        @Override
        protected Optional<TokenVerifier> cutOff() {
            return Optional.of(tested.cutOff());
        }
    }

    /** Accepts as well what one accepts whose clock is ahead. */
    private static TokenVerifier ahead(TokenVerifier right) {
        TokenVerifier ahead = new Closeable(Clock.offset(CLOCK, Duration.ofMinutes(20)));
        return (token, cluster) ->
                right.verify(token, cluster) instanceof Verified good ? good : ahead.verify(token, cluster);
    }

    private static UnavailableException unavailable() {
        return new UnavailableException("nobody answers", ErrorContext.builder().build(), null);
    }

    private static Rejected rejected(String detail) {
        return new Rejected(RejectionReason.STS_DENIED, detail);
    }

    private static Supplier<Tested<TokenVerifier>> broken(Function<TokenVerifier, TokenVerifier> whole) {
        return () -> new Tested<>(whole.apply(new Closeable(CLOCK)), CUT_OFF);
    }

    /** Verifies in another way, and is right otherwise. */
    private static Supplier<Tested<TokenVerifier>> verifying(Function<TokenVerifier, TokenVerifier> how) {
        return broken(right -> {
            TokenVerifier other = how.apply(right);
            return Tested.intercepted(
                    TokenVerifier.class,
                    right,
                    (method, arguments) -> method.equals("verify")
                            ? other.verify((String) arguments[0], (String) arguments[1])
                            : Tested.Intercepted.PASSED_ON);
        });
    }

    /** Remembers what is good, by a key that is too short. */
    private static TokenVerifier remembering(
            TokenVerifier right, Function<String, String> ofToken, Function<String, String> ofCluster) {
        return remembering(right, ofToken, ofCluster, good -> good.expiresAt().isAfter(CLOCK.instant()));
    }

    private static TokenVerifier remembering(
            TokenVerifier right,
            Function<String, String> ofToken,
            Function<String, String> ofCluster,
            Predicate<Verified> isGoodStill) {
        Map<String, Verified> known = new HashMap<>();
        return (token, cluster) -> {
            synchronized (known) {
                String key = ofToken.apply(token) + " " + ofCluster.apply(cluster);
                Verification answer = right.verify(token, cluster);
                if (answer instanceof Verified good) {
                    known.put(key, good);
                }
                Verified good = known.get(key);
                return good != null && isGoodStill.test(good) ? good : answer;
            }
        };
    }

    private static String ends(String token) {
        return token.length() < 100
                ? token
                : token.length() + token.substring(0, 20) + token.substring(token.length() - 64);
    }

    /** Lets a thread's token end earlier the second time. */
    private static TokenVerifier forgetful(TokenVerifier right) {
        Set<Thread> knows = new HashSet<>();
        return (token, cluster) -> {
            Verification answer = right.verify(token, cluster);
            synchronized (knows) {
                boolean again = answer instanceof Verified && !knows.add(Thread.currentThread());
                return again ? new Verified(((Verified) answer).identity(), Instant.EPOCH) : answer;
            }
        };
    }

    private static TokenVerifier endless(TokenVerifier right) {
        return (token, cluster) -> right.verify(token, cluster) instanceof Verified verified
                ? new Verified(verified.identity(), Instant.MAX)
                : rejected("no");
    }

    /** A cache that leaves one parameter out of its key takes a forged token for the one that it remembers. */
    @ParameterizedTest
    @MethodSource("parameters")
    void cacheThatLeavesAParameterOut_isSeen(String parameter) {
        assertThat(Tested.red(
                        Sample.class,
                        verifying(right -> remembering(right, token -> without(parameter, token), cluster -> cluster))))
                .containsExactly("tokenChangedAnywhere_isNotVerified");
    }

    static Stream<String> parameters() {
        return Stream.of(url(Sample.token("prod", CLOCK))
                        .replaceFirst(".*\\?", "")
                        .split("&", -1))
                .map(parameter -> parameter.replaceFirst("=.*", ""));
    }

    private static String url(String token) {
        return new String(Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length())), ISO_8859_1);
    }

    /** Of a token that is as long as a good one, the URL with nothing for the value of one parameter. */
    private static String without(String parameter, String token) {
        if (token.length() != Sample.token("prod", CLOCK).length()) {
            return token;
        }
        try {
            return url(token).replaceFirst("(?<=[?&]" + parameter + "=)[^&]*", "");
        } catch (IllegalArgumentException e) {
            return token;
        }
    }

    /** Who looks at a part of the signature only lets everybody guess the rest. */
    @Test
    void verifierThatComparesAPartOfTheSignature_isSeen() {
        assertThat(Tested.red(Sample.class, verifying(right -> (token, cluster) -> {
                    String good = Sample.token(cluster, CLOCK);
                    boolean alike =
                            token.length() == good.length() && token.regionMatches(0, good, 0, good.length() - 40);
                    return right.verify(alike ? good : token, cluster);
                })))
                .containsExactly("tokenChangedAnywhere_isNotVerified");
    }

    @Test
    void eachPromise_isHeldByItsTestAlone() {
        Tested.eachPromiseIsHeldByItsTestAlone(
                Sample.class,
                broken(right -> right),
                Map.ofEntries(
                        entry("goodToken_isVerified", verifying(BrokenVerifiersTest::forgetful)),
                        entry("verifiedToken_endsWithinFifteenMinutes", verifying(BrokenVerifiersTest::endless)),
                        entry(
                                "tokenThatEndsWhileItIsRemembered_isRejected",
                                verifying(
                                        right -> remembering(right, token -> token, cluster -> cluster, good -> true))),
                        entry("tokenOfAnotherTime_isRejected", verifying(BrokenVerifiersTest::ahead)),
                        entry(
                                "tokenOfAnotherCluster_isRejected",
                                verifying(right -> remembering(right, token -> token, cluster -> ""))),
                        entry("textThatIsNoToken_isRejected", verifying(right -> (token, cluster) -> {
                            if (token.isBlank()) {
                                throw new IllegalArgumentException("blank");
                            }
                            return right.verify(token, cluster);
                        })),
                        entry(
                                "partOfAToken_isRejected",
                                verifying(right -> remembering(
                                        right,
                                        token ->
                                                token.endsWith("AAAA") ? token.substring(0, token.length() - 4) : token,
                                        cluster -> cluster))),
                        entry(
                                "tokenChangedAnywhere_isNotVerified",
                                verifying(right -> remembering(right, BrokenVerifiersTest::ends, cluster -> cluster))),
                        entry(
                                "rejection_showsNothingOfTheToken",
                                verifying(right ->
                                        (token, cluster) -> right.verify(token, cluster) instanceof Verified good
                                                ? good
                                                : rejected(token + " is not good"))),
                        entry(
                                "threads_getTheSameAnswer",
                                broken(right -> Tested.byOneThreadOnly(TokenVerifier.class, right))),
                        entry(
                                "interrupt_rejectsNobody",
                                verifying(right -> (token, cluster) ->
                                        Thread.currentThread().isInterrupted()
                                                ? rejected("no time")
                                                : right.verify(token, cluster))),
                        entry(
                                "null_isRefused",
                                verifying(right -> (token, cluster) -> token == null || cluster == null
                                        ? rejected("nothing")
                                        : right.verify(token, cluster))),
                        entry(
                                "failure_isAnOutage_andNoAnswer",
                                () -> new Tested<>(new Closeable(CLOCK), (token, cluster) -> rejected("no answer"))),
                        entry(
                                "closedVerifier_verifiesNothing",
                                broken(right -> Tested.intercepted(
                                        TokenVerifier.class,
                                        right,
                                        (method, arguments) ->
                                                method.equals("close") ? "done" : Tested.Intercepted.PASSED_ON))),
                        entry("health_isTold", broken(right -> Tested.withoutHealth(TokenVerifier.class, right)))));
    }
}
