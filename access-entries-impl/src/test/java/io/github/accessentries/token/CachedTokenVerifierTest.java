package io.github.accessentries.token;

import static io.github.accessentries.token.GoodToken.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CachedTokenVerifierTest {

    private Instant now = NOW;
    private final List<String> asked = new ArrayList<>();
    private BiFunction<String, String, Verification> behind = (token, cluster) -> verified(token + "@" + cluster);
    private final CachedTokenVerifier cached = builder().build();

    private CachedTokenVerifier.Builder builder() {
        return CachedTokenVerifier.builder((token, cluster) -> {
                    asked.add(token + "@" + cluster);
                    return behind.apply(token, cluster);
                })
                .clock(new Clock() {
                    @Override
                    public Instant instant() {
                        return now;
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                });
    }

    private static Verified verified(String user) {
        return verified(user, NOW.plusSeconds(900));
    }

    private static Verified verified(String user, Instant expiresAt) {
        return new Verified(
                IamIdentity.builder()
                        .arn("arn:aws:iam::123456789012:user/" + user)
                        .canonicalArn("arn:aws:iam::123456789012:user/" + user)
                        .accountId("123456789012")
                        .principalId("AIDA")
                        .accessKeyId("AKIA")
                        .build(),
                expiresAt);
    }

    @Test
    void verify_goodTokenAgain_isAnsweredFromMemoryForItsClusterOnly() {
        assertThat(cached.verify("a", "prod")).isEqualTo(verified("a@prod"));
        assertThat(cached.verify("a", "prod")).isEqualTo(verified("a@prod"));
        assertThat(cached.verify("a", "test")).isEqualTo(verified("a@test"));
        assertThat(cached.verify("b", "prod")).isEqualTo(verified("b@prod"));

        assertThat(asked).containsExactly("a@prod", "a@test", "b@prod");
    }

    /** The key is the whole token, so that a token that is remembered vouches for no other. */
    @Test
    void verify_tokenThatDiffersInOneCharacterAnywhere_isAskedAbout() {
        String token = "k8s-aws-v1." + "aHR0cHM6".repeat(20);
        cached.verify(token, "prod");
        asked.clear();

        for (int at = 0; at < token.length(); at++) {
            String forged = token.substring(0, at) + (token.charAt(at) == 'A' ? 'Q' : 'A') + token.substring(at + 1);
            cached.verify(forged, "prod");
            assertThat(asked).as("changed at " + at).hasSize(at + 1).endsWith(forged + "@prod");
        }
    }

    @Test
    void verify_clusterAndTokenThatReadTheSameTogether_areToldApart() {
        assertThat(cached.verify("bc", "a")).isEqualTo(verified("bc@a"));
        assertThat(cached.verify("c", "ab")).isEqualTo(verified("c@ab"));
    }

    @ParameterizedTest
    @CsvSource({"120, 900, 119, 120", "120, 90, 89, 90", "900, 900, 899, 900", "900, 1, 0, 1"})
    void verify_afterMaxAgeOrExpiry_asksAgain(int maxAge, int expiresIn, int stillKept, int forgotten) {
        CachedTokenVerifier aging = builder().maxAge(Duration.ofSeconds(maxAge)).build();
        behind = (token, cluster) -> verified(token, NOW.plusSeconds(expiresIn));

        aging.verify("a", "prod");
        now = NOW.plusSeconds(stillKept).plusMillis(999);
        aging.verify("a", "prod");
        assertThat(asked).hasSize(1);

        now = NOW.plusSeconds(forgotten);
        aging.verify("a", "prod");
        assertThat(asked).hasSize(2);
    }

    @Test
    void verify_clockThatIsPutBack_makesNoTokenLastLonger() {
        AtomicLong ticks = new AtomicLong();
        CachedTokenVerifier aging = builder().ticks(ticks::get).build();
        aging.verify("a", "prod");

        now = NOW.minus(Duration.ofHours(1));
        ticks.set(Duration.ofMinutes(2).toNanos() - 1);
        aging.verify("a", "prod");
        assertThat(asked).hasSize(1);

        ticks.set(Duration.ofMinutes(2).toNanos());
        aging.verify("a", "prod");
        assertThat(asked).hasSize(2);
    }

    @Test
    void verify_tokenThatWasForgotten_isNotRememberedAgainWhenTheClockIsPutBack() {
        CachedTokenVerifier aging = builder().ticks(() -> 0).build();
        aging.verify("a", "prod");
        behind = (token, cluster) -> new Rejected(RejectionReason.STS_DENIED, "the key was taken away");

        now = NOW.plusSeconds(120); // The machine slept, in which time its own count stood still.
        assertThat(aging.verify("a", "prod")).isInstanceOf(Rejected.class);
        now = NOW;
        assertThat(aging.verify("a", "prod")).isInstanceOf(Rejected.class);
    }

    @Test
    void verify_resultThatHasExpiredAlready_isNotKept() {
        behind = (token, cluster) -> verified(token, NOW.minusSeconds(1));

        cached.verify("a", "prod");
        cached.verify("a", "prod");

        assertThat(asked).hasSize(2);
    }

    @Test
    void verify_rejection_isNotKept() {
        behind = (token, cluster) -> new Rejected(RejectionReason.STS_DENIED, "no");
        assertThat(cached.verify("a", "prod")).isInstanceOf(Rejected.class);

        behind = (token, cluster) -> verified("cured");
        assertThat(cached.verify("a", "prod")).isEqualTo(verified("cured"));
    }

    @Test
    void verify_exception_isNotKept() {
        ErrorContext context = ErrorContext.builder().cluster("prod").build();
        behind = (token, cluster) -> {
            throw new ThrottledException("slowly", context, null);
        };
        assertThatThrownBy(() -> cached.verify("a", "prod")).isInstanceOf(ThrottledException.class);
        behind = (token, cluster) -> {
            throw new StackOverflowError();
        };
        assertThatThrownBy(() -> cached.verify("a", "prod")).isInstanceOf(StackOverflowError.class);

        behind = (token, cluster) -> verified("cured");
        assertThat(cached.verify("a", "prod")).isEqualTo(verified("cured"));
    }

    /** An encoder would make a question mark of each of them. */
    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udfff", "ſ", "\uD83D\uDE00"})
    void verify_tokensBeyondLatin1_areToldApartFromOthers(String letter) {
        assertThat(cached.verify("a?", "prod")).isEqualTo(verified("a?@prod"));

        assertThat(cached.verify("a" + letter, "prod")).isEqualTo(verified("a" + letter + "@prod"));
    }

    @Test
    void verify_tokenLongerThanAny_isHandedOnWithoutBeingRemembered() {
        String token = "a".repeat(16_385);

        assertThat(cached.verify(token, "prod")).isEqualTo(verified(token + "@prod"));
        assertThat(cached.verify(token, "prod")).isEqualTo(verified(token + "@prod"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void verify_moreTokensThanMaxTokens_forgetsSome() {
        CachedTokenVerifier small = builder().maxTokens(10).build();
        for (int round = 0; round < 2; round++) {
            for (int token = 0; token < 1000; token++) {
                small.verify("t" + token, "prod");
            }
        }

        assertThat(asked).hasSizeBetween(1990, 2000);
    }

    @Test
    void verify_interruptedWhileAnotherVerifies_throwsUnavailableAndStaysInterrupted() throws Exception {
        List<Object> seen = new ArrayList<>();
        Thread second = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                cached.verify("a", "prod");
            } catch (UnavailableException e) {
                seen.add(e.getMessage());
                seen.add(Thread.currentThread().isInterrupted());
            }
        });
        behind = (token, cluster) -> {
            second.start();
            try {
                second.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return verified(token);
        };

        assertThat(cached.verify("a", "prod")).isEqualTo(verified("a"));
        assertThat(seen).containsExactly("A token for cluster prod was not verified: the thread was interrupted", true);
    }

    @Test
    void verify_otherThreadThatDoesNotEnd_isWaitedForNoLongerThanAllowed() throws Exception {
        CachedTokenVerifier impatient = builder().maxWait(Duration.ofMillis(1)).build();
        List<String> seen = new ArrayList<>();
        Thread second = new Thread(() -> {
            try {
                impatient.verify("a", "prod");
            } catch (UnavailableException e) {
                seen.add(e.getMessage());
            }
        });
        behind = (token, cluster) -> {
            second.start();
            try {
                second.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return verified(token);
        };

        assertThat(impatient.verify("a", "prod")).isEqualTo(verified("a"));
        assertThat(seen).singleElement().asString().contains("another thread did not finish");
    }

    @Test
    void builder_valuesOutOfRange_areRefused() {
        CachedTokenVerifier.Builder builder = builder();

        assertThatThrownBy(() -> builder.maxAge(Duration.ZERO)).hasMessageContaining("maxAge PT0S is out of range");
        assertThatThrownBy(() -> builder.maxAge(Duration.ofMinutes(16))).hasMessageContaining("maxAge PT16M");
        assertThatThrownBy(() -> builder.maxWait(Duration.ofSeconds(-1))).hasMessageContaining("maxWait");
        assertThatThrownBy(() -> builder.maxWait(Duration.ofHours(2))).hasMessageContaining("maxWait");
        assertThatThrownBy(() -> builder.maxTokens(0)).hasMessageContaining("maxTokens 0 is out of range");
    }

    @Test
    void toString_ofACache_hasNoToken() {
        cached.verify("secret", "prod");

        assertThat(cached.toString()).startsWith("cached ").doesNotContain("secret");
    }
}
