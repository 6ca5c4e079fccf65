package io.github.accessentries.token;

import static io.github.accessentries.token.GoodToken.CLOCK;
import static io.github.accessentries.token.GoodToken.NOW;
import static io.github.accessentries.token.GoodToken.assertRejected;
import static io.github.accessentries.token.GoodToken.good;
import static io.github.accessentries.token.GoodToken.verifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.accessentries.MovingClock;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import io.github.accessentries.internal.client.UserAgent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class StsTokenVerifierTest {

    private final StubSts sts = StubSts.answering(200, StubSts.ALICE);
    private final StsTokenVerifier verifier = verifier(sts);

    @ParameterizedTest
    @ValueSource(ints = {1024, 8192, 16_384})
    void verify_sizeLimit_isAnOption_andTheCacheKeepsTokensOfAnySize(int limit) {
        StsTokenVerifier lax = StsTokenVerifier.builder()
                .httpClient(sts)
                .clock(GoodToken.CLOCK)
                .maxTokenLength(limit)
                .build();
        CachedTokenVerifier cached =
                CachedTokenVerifier.builder(lax).clock(GoodToken.CLOCK).build();
        TokenText token = good().with("X-Amz-Security-Token", "");
        int room = (limit - "k8s-aws-v1.".length()) * 3 / 4 - token.url().length();
        String longest = token.with("X-Amz-Security-Token", "A".repeat(room)).token();
        String tooLong =
                token.with("X-Amz-Security-Token", "A".repeat(room + 3)).token();

        assertThat(longest.length()).isBetween(limit - 2, limit);
        assertThat(cached.verify(longest, "prod")).isInstanceOf(Verified.class);
        assertThat(cached.verify(longest, "prod")).isInstanceOf(Verified.class);
        assertThat(sts.requests()).hasSize(1);
        assertThat(assertRejected(cached.verify(tooLong, "prod"), RejectionReason.TOKEN_TOO_LARGE)
                        .detail())
                .contains("longer than " + limit + " bytes");
        assertThat(sts.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1023, 16_385})
    void sizeLimitThatNoVerifierHas_isRefused(int limit) {
        assertThatThrownBy(() -> StsTokenVerifier.builder().maxTokenLength(limit))
                .hasMessageContaining("use 1024 to 16384");
        assertThatThrownBy(() -> EksTokens.builder().maxTokenLength(limit)).hasMessageContaining("use 1024 to 16384");
        assertThatThrownBy(() ->
                        OfflineTokenVerifier.builder(id -> Optional.empty()).maxTokenLength(limit))
                .hasMessageContaining("use 1024 to 16384");
    }

    @Test
    void verify_size_isLimitedTo4096Bytes() {
        int room = 4095 - "k8s-aws-v1.".length();
        int urlLength = room * 3 / 4;
        TokenText token = good().with("X-Amz-Security-Token", "");
        String padding = "A".repeat(urlLength - token.url().length());

        String longest = token.with("X-Amz-Security-Token", padding).token();
        String tooLong = token.with("X-Amz-Security-Token", padding + "A").token();

        assertThat(longest).hasSize(4095);
        assertThat(verifier.verify(longest, "prod")).isInstanceOf(Verified.class);
        assertThat(tooLong).hasSize(4097);
        assertRejected(verifier.verify(tooLong, "prod"), RejectionReason.TOKEN_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "900, VALID",
        "901, EXPIRED",
        "0, VALID",
        "-300, VALID",
        "-301, NOT_YET_VALID",
    })
    void verify_ageInSeconds_decides(long age, String outcome) {
        Instant signedAt = NOW.minusSeconds(age);

        Verification verification = verifier.verify(TokenText.signedAt(signedAt).token(), "prod");

        if (outcome.equals("VALID")) {
            assertThat(verification).isInstanceOf(Verified.class);
        } else {
            assertRejected(verification, RejectionReason.valueOf(outcome));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "60", "900", "0060"})
    void verify_expiresParameter_doesNotMatterInItsRange(String expires) {
        assertThat(verifier.verify(good().with("X-Amz-Expires", expires).token(), "prod"))
                .isInstanceOf(Verified.class);
    }

    @Test
    void verify_goodToken_asksStsOnceForTheSameUrl() {
        TokenText token = good();

        Verification verification = verifier.verify(token.token(), "prod");

        assertThat(verification)
                .isEqualTo(new Verified(
                        IamIdentity.builder()
                                .arn("arn:aws:iam::123456789012:user/Alice")
                                .canonicalArn("arn:aws:iam::123456789012:user/Alice")
                                .accountId("123456789012")
                                .principalId("AIDAALICE")
                                .accessKeyId(TokenText.ACCESS_KEY_ID)
                                .build(),
                        NOW.minusSeconds(30).plusSeconds(900)));
        assertThat(sts.requests()).singleElement().satisfies(request -> {
            assertThat(request.getUri()).hasToString(token.url());
            assertThat(request.headers()).containsOnlyKeys("x-k8s-aws-id", "accept", "user-agent");
            assertThat(request.firstMatchingHeader("x-k8s-aws-id")).contains("prod");
            assertThat(request.firstMatchingHeader("accept")).contains("application/json");
            assertThat(request.firstMatchingHeader("user-agent")).contains(UserAgent.TEXT);
        });
    }

    @Test
    void verify_otherEscapesOfTheSameValues_reachStsInCanonicalForm() {
        TokenText canonical = good();
        String other = canonical.url().replace("%2F", "/").replace("%3B", "%3b").replace("Get", "%47et");

        assertThat(verifier.verify(TokenText.encode(other), "prod")).isInstanceOf(Verified.class);
        assertThat(sts.requests().get(0).getUri()).hasToString(canonical.url());
    }

    static Stream<Arguments> mintedTokens() {
        return Stream.of(
                        "aws us-west-2",
                        "aws-cn cn-north-1",
                        "aws-us-gov us-gov-west-1",
                        "aws-iso us-iso-east-1",
                        "aws-iso-b us-isob-east-1",
                        "aws-iso-e eu-isoe-west-1",
                        "aws-iso-f us-isof-south-1",
                        "aws-eusc eusc-de-east-1",
                        "aws aws-global")
                .map(both -> both.split(" "))
                .flatMap(both -> Stream.of("", "fips", "dualStack", "fips dualStack")
                        .filter(option -> !(option.contains("dualStack") && both[0].startsWith("aws-iso")))
                        .filter(option -> option.isEmpty() || !both[1].equals("aws-global"))
                        .map(option -> arguments(both[0], both[1], option)));
    }

    @ParameterizedTest
    @MethodSource("mintedTokens")
    void verify_mintedToken_isGoodInItsPartitionOnly(String partition, String region, String option) {
        String arn = "arn:" + partition + ":sts::111122223333:assumed-role/dev/ana@example.org";
        StubSts answer = StubSts.answering(200, StubSts.identity("111122223333", arn, "AROADEV:ana@example.org"));
        String token = EksTokens.builder()
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(TokenText.ACCESS_KEY_ID, "secret", "session/+=token")))
                .region(Region.of(region))
                .fips(option.contains("fips"))
                .dualStack(option.contains("dualStack"))
                .clock(CLOCK)
                .build()
                .mint("prod")
                .value();

        try (StsTokenVerifier own = GoodToken.verifier(answer, partition);
                StsTokenVerifier foreign = GoodToken.verifier(answer, partition.equals("aws") ? "aws-cn" : "aws")) {
            assertThat(own.verify(token, "prod"))
                    .isEqualTo(new Verified(
                            IamIdentity.builder()
                                    .arn(arn)
                                    .canonicalArn("arn:" + partition + ":iam::111122223333:role/dev")
                                    .accountId("111122223333")
                                    .principalId("AROADEV")
                                    .sessionName("ana@example.org")
                                    .accessKeyId(TokenText.ACCESS_KEY_ID)
                                    .build(),
                            NOW.plusSeconds(900)));
            assertRejected(foreign.verify(token, "prod"), RejectionReason.BAD_HOST);
            assertThat(answer.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "prod\r\nx-evil: 1", "prod;x", "a/b"})
    void verify_badClusterName_isRefused(String name) {
        assertThatThrownBy(() -> verifier.verify(good().token(), name)).isInstanceOf(IllegalArgumentException.class);
        assertThat(sts.requests()).isEmpty();
    }

    @Test
    void verify_afterClose_isRefusedAndTheCallersClientStaysOpen() {
        verifier.close();
        verifier.close();

        assertThatThrownBy(() -> verifier.verify(good().token(), "prod"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(sts.requests()).isEmpty();
        assertThat(sts.isClosed()).isFalse();
    }

    @Test
    void create_withoutOptions_opensAndClosesAClientOfItsOwn() {
        StsTokenVerifier created = StsTokenVerifier.create();

        assertRejected(created.verify("", "prod"), RejectionReason.BAD_PREFIX);
        created.close();
        assertThatThrownBy(() -> created.verify("", "prod")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void builder_valuesOutOfRange_areRefused() {
        StsTokenVerifier.Builder builder = StsTokenVerifier.builder();

        assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).hasMessageContaining("timeout PT0S");
        assertThatThrownBy(() -> builder.timeout(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxClockSkew(Duration.ofSeconds(-1))).hasMessageContaining("maxClockSkew");
        assertThatThrownBy(() -> builder.maxClockSkew(Duration.ofMinutes(16))).hasMessageContaining("maxClockSkew");
        assertThatThrownBy(() -> builder.partition("aws-nope").build()).hasMessageContaining("aws-nope");
    }

    @Test
    void region_newToTheSdk_isAcceptedWhenNamed() {
        String token = good().at("https://sts.moon-1.amazonaws.com/")
                .with("X-Amz-Credential", TokenText.ACCESS_KEY_ID + "%2F20261123%2Fmoon-1%2Fsts%2Faws4_request")
                .token();
        StsTokenVerifier.Builder builder =
                StsTokenVerifier.builder().httpClient(sts).clock(CLOCK);

        assertRejected(builder.build().verify(token, "prod"), RejectionReason.BAD_HOST);
        assertThat(builder.region(Region.of("moon-1")).build().verify(token, "prod"))
                .isInstanceOf(Verified.class);
    }

    @Test
    void health_isThatOfSts_whileSomebodyAsks() {
        MovingClock clock = new MovingClock(NOW);
        AtomicBoolean unreachable = new AtomicBoolean(true);
        StsTokenVerifier verifier = StsTokenVerifier.builder()
                .clock(clock)
                .httpClient(new StubSts(request -> {
                    if (unreachable.get()) {
                        throw new IOException("no route to k8s-aws-v1.secret");
                    }
                    return StubSts.response(403, StubSts.error("InvalidClientTokenId", "no such key"));
                }))
                .build();
        TokenVerifier cached = CachedTokenVerifier.of(verifier);
        String token = good().token();

        cached.verify("no token at all", "prod");
        assertThat(cached.health().isWell()).isTrue();
        for (int call = 0; call < 3; call++) {
            assertThat(cached.health().isReady()).isTrue();
            assertThatThrownBy(() -> cached.verify(token, "prod")).isInstanceOf(UnavailableException.class);
        }
        assertThat(cached.health().isReady()).isFalse();
        assertThat(cached.health().toString())
                .contains("STS of partition aws fails: STS at sts.", "could not be called")
                .doesNotContain("secret", token);

        clock.advance(Duration.ofSeconds(31));
        assertThat(cached.health().isWell()).as("for who comes back").isTrue();

        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(() -> cached.verify(token, "prod")).isInstanceOf(UnavailableException.class);
        }
        unreachable.set(false);
        assertRejected(cached.verify(token, "prod"), RejectionReason.STS_DENIED);
        assertThat(cached.health().isWell()).as("a denial is an answer").isTrue();

        verifier.close();
        assertThat(cached.health().isReady()).isFalse();
    }

    private static String tokenFor(String region) {
        return good().at("https://sts." + region + ".amazonaws.com/")
                .with("X-Amz-Credential", TokenText.ACCESS_KEY_ID + "%2F20261123%2F" + region + "%2Fsts%2Faws4_request")
                .token();
    }

    /** Denies whatever it is asked, but at the regions that are dead. */
    private static StsTokenVerifier.Builder sts(Set<String> dead, MovingClock clock) {
        return StsTokenVerifier.builder().clock(clock).httpClient(new StubSts(request -> {
            if (dead.contains(request.http().host().split("\\.", -1)[1])) {
                throw new IOException("no route");
            }
            return StubSts.response(403, StubSts.error("InvalidClientTokenId", "no such key"));
        }));
    }

    private static void failThrice(StsTokenVerifier verifier, String region) {
        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(() -> verifier.verify(tokenFor(region), "prod"))
                    .isInstanceOf(UnavailableException.class);
        }
    }

    private static void assertDegraded(StsTokenVerifier verifier) {
        assertThat(verifier.health().isWell()).isFalse();
        assertThat(verifier.health().isReady()).isTrue();
    }

    /** Whoever sends tokens chooses the hosts that they name. */
    @Test
    void tokensThatNameWhereNothingAnswers_degradeAndDisableNothing_onceStsHasAnswered() {
        MovingClock clock = new MovingClock(NOW);
        Set<String> dead = ConcurrentHashMap.newKeySet();
        dead.add("eu-south-2");
        try (StsTokenVerifier verifier = sts(dead, clock).build()) {
            assertRejected(verifier.verify(tokenFor("us-west-2"), "prod"), RejectionReason.STS_DENIED);
            clock.advance(Duration.ofSeconds(31));
            failThrice(verifier, "eu-south-2");
            assertDegraded(verifier);
            assertThat(verifier.health().toString()).contains("sts.eu-south-2.amazonaws.com could not be called");

            dead.add("us-west-2");
            failThrice(verifier, "us-west-2");
            assertThat(verifier.health().isReady()).isFalse();

            dead.clear();
            assertRejected(verifier.verify(tokenFor("us-west-2"), "prod"), RejectionReason.STS_DENIED);
            assertRejected(verifier.verify(tokenFor("eu-south-2"), "prod"), RejectionReason.STS_DENIED);
            assertThat(verifier.health().isWell()).isTrue();
        }
    }

    @Test
    void silentRegionOfTheLogins_isSeen_thoughATokenOfAnotherIsAnswered() {
        MovingClock clock = new MovingClock(NOW);
        try (StsTokenVerifier verifier = sts(Set.of("eu-central-1"), clock).build();
                StsTokenVerifier named = sts(Set.of("eu-central-1"), clock)
                        .region(Region.EU_CENTRAL_1)
                        .build()) {
            for (StsTokenVerifier each : List.of(verifier, named)) {
                failThrice(each, "eu-central-1");
                assertThat(each.health().isReady()).isFalse();
                assertRejected(each.verify(tokenFor("us-west-2"), "prod"), RejectionReason.STS_DENIED);
                failThrice(each, "eu-central-1");
                assertRejected(each.verify(tokenFor("us-west-2"), "prod"), RejectionReason.STS_DENIED);
            }
            assertDegraded(verifier);
            assertThat(named.health().isReady()).isFalse();
        }
    }

    /** Latches count the places, so that this needs no time. */
    @ParameterizedTest(name = "it has answered before: {0}")
    @ValueSource(booleans = {false, true})
    @Timeout(60)
    void tokensThatNameABlackHole_takeFewPlaces_andLeaveTheOthersToHostsThatAnswer(boolean answeredBefore)
            throws Exception {
        CountDownLatch held = new CountDownLatch(8);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger answersLeft = new AtomicInteger(answeredBefore ? 1 : 0);
        AtomicInteger failuresLeft = new AtomicInteger(answeredBefore ? AnsweringHosts.SILENCE : 0);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (StsTokenVerifier verifier = StsTokenVerifier.builder()
                .clock(new MovingClock(NOW))
                .maxConcurrentCalls(20)
                .timeout(Duration.ofHours(1))
                .httpClient(new StubSts(request -> {
                    if (request.http().host().contains("eu-south-2") && answersLeft.getAndDecrement() <= 0) {
                        if (failuresLeft.getAndDecrement() > 0) {
                            throw new IOException("no route");
                        }
                        sent.incrementAndGet();
                        held.countDown();
                        try {
                            release.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        throw new IOException("no route");
                    }
                    return StubSts.response(200, StubSts.ALICE);
                }))
                .build()) {
            assertThat(verifier.verify(good().token(), "prod")).isInstanceOf(Verified.class);
            if (answeredBefore) {
                assertThat(verifier.verify(tokenFor("eu-south-2"), "prod")).isInstanceOf(Verified.class);
                for (int call = 0; call < AnsweringHosts.SILENCE; call++) {
                    assertThatThrownBy(() -> verifier.verify(tokenFor("eu-south-2"), "prod"))
                            .hasMessageContaining("could not be called");
                }
            }
            List<Future<?>> strangers = new ArrayList<>();
            for (int call = 0; call < 8; call++) {
                strangers.add(threads.submit(() -> verifier.verify(tokenFor("eu-south-2"), "prod")));
            }
            held.await();
            for (int call = 0; call < 92; call++) {
                assertThatThrownBy(() -> verifier.verify(tokenFor("eu-south-2"), "prod"))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("8 calls to such hosts are in progress");
            }
            assertThat(verifier.verify(good().token(), "prod")).isInstanceOf(Verified.class);
            assertDegraded(verifier);
            assertThat(sent).hasValue(8);

            release.countDown();
            for (Future<?> stranger : strangers) {
                assertThatThrownBy(stranger::get).hasCauseInstanceOf(UnavailableException.class);
            }
            assertThatThrownBy(() -> verifier.verify(tokenFor("eu-south-2"), "prod"))
                    .hasMessageContaining("could not be called");
        } finally {
            release.countDown();
            threads.shutdownNow();
        }
    }
}
