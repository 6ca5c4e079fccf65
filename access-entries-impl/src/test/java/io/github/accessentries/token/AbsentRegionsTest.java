package io.github.accessentries.token;

import static io.github.accessentries.token.GoodToken.CLOCK;
import static io.github.accessentries.token.GoodToken.assertRejected;
import static io.github.accessentries.token.GoodToken.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.RejectionReason;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;

/** A region that does not exist is the fault of its token; a name that cannot be looked up is nobody's. */
class AbsentRegionsTest {

    private final StubSts notFound = new StubSts(request -> {
        throw new IOException(
                "cannot connect", new UnknownHostException(request.http().host()));
    });

    private StsTokenVerifier.Builder verifier(StubSts sts, String... hostsInDns) {
        return StsTokenVerifier.builder().httpClient(sts).clock(CLOCK).hostLookup(Set.of(hostsInDns)::contains);
    }

    private static String token(String host, String region) {
        return good().at("https://" + host + "/")
                .with("X-Amz-Credential", TokenText.ACCESS_KEY_ID + "%2F20261123%2F" + region + "%2Fsts%2Faws4_request")
                .token();
    }

    @ParameterizedTest
    @CsvSource({
        // host, region, names that are in DNS, is it the token's fault
        "sts.eu-west-99.amazonaws.com, eu-west-99, sts.af-south-1.amazonaws.com, true",
        "sts.eu-west-99.amazonaws.com, eu-west-99, '', false",
        "sts.eu-west-99.amazonaws.com, eu-west-99, sts.us-west-2.amazonaws.com, false",
        "sts.eu-west-99.amazonaws.com, eu-west-99, sts.af-south-1.amazonaws.com sts.eu-west-99.amazonaws.com, false",
        "sts-fips.eu-west-99.api.aws, eu-west-99, sts.af-south-1.amazonaws.com, true",
        // The SDK lists the region: its endpoint exists, though not each of its kinds.
        "sts.us-west-2.amazonaws.com, us-west-2, sts.af-south-1.amazonaws.com, false",
        "sts.us-west-2.amazonaws.com, us-west-2, '', false",
        "sts.af-south-1.amazonaws.com, af-south-1, '', false",
        "sts.amazonaws.com, us-east-1, sts.af-south-1.amazonaws.com sts.us-east-1.amazonaws.com, false",
        "sts-fips.eu-west-1.amazonaws.com, eu-west-1, sts.eu-west-1.amazonaws.com, true",
        "sts-fips.eu-west-1.amazonaws.com, eu-west-1, sts.af-south-1.amazonaws.com, false",
        "sts.eu-west-1.api.aws, eu-west-1, sts.eu-west-1.amazonaws.com sts.eu-west-1.api.aws, false",
    })
    void verify_nameThatIsNotFound_isTheTokensFaultOnlyIfOneThatExistsIsFound(
            String host, String region, String found, boolean fault) {
        try (StsTokenVerifier verifier =
                verifier(notFound, found.split(" ", -1)).build()) {
            if (fault) {
                assertThat(assertRejected(verifier.verify(token(host, region), "prod"), RejectionReason.BAD_HOST)
                                .detail())
                        .contains("there is no STS endpoint at " + host);
            } else {
                assertThatThrownBy(() -> verifier.verify(token(host, region), "prod"))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("caused by UnknownHostException");
            }
        }
        assertThat(notFound.requests()).hasSize(1);
    }

    /** Whoever names a region vouches for it. */
    @Test
    void verify_regionThatTheCallerNamed_isAnOutageIfItIsNotFound() {
        try (StsTokenVerifier verifier = verifier(notFound, "sts.af-south-1.amazonaws.com")
                .region(Region.of("moon-1"))
                .build()) {
            assertThatThrownBy(() -> verifier.verify(token("sts.moon-1.amazonaws.com", "moon-1"), "prod"))
                    .isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void verify_otherFaultsOfTheNetwork_nameNoRegionAbsent() {
        for (Exception fault : Arrays.asList(new IOException("reset"), new IllegalStateException("pool shut down"))) {
            StubSts broken = new StubSts(request -> {
                if (fault instanceof IOException io) {
                    throw io;
                }
                throw (RuntimeException) fault;
            });
            try (StsTokenVerifier verifier =
                    verifier(broken, "sts.af-south-1.amazonaws.com").build()) {
                assertThatThrownBy(() -> verifier.verify(token("sts.eu-west-99.amazonaws.com", "eu-west-99"), "prod"))
                        .isInstanceOf(UnavailableException.class);
            }
        }
    }

    /** One that is not even of the form of a region never gets as far as the network. */
    @Test
    void verify_labelThatCanBeNoRegion_isRefusedWithoutACall() {
        try (StsTokenVerifier verifier = verifier(notFound).build()) {
            assertRejected(
                    verifier.verify(token("sts.nowhere.amazonaws.com", "nowhere"), "prod"), RejectionReason.BAD_HOST);
        }
        assertThat(notFound.requests()).isEmpty();
    }

    @Test
    @Timeout(60)
    void verify_lookUpThatHangs_isAnOutageWithinTheTimeout_forAnyNumberOfCalls() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger lookUps = new AtomicInteger();
        try (StsTokenVerifier verifier = StsTokenVerifier.builder()
                .httpClient(notFound)
                .clock(CLOCK)
                .timeout(Duration.ofMillis(20))
                .hostLookup(host -> {
                    lookUps.incrementAndGet();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return false;
                })
                .build()) {
            for (int call = 0; call < 12; call++) {
                assertThatThrownBy(() -> verifier.verify(token("sts.eu-west-99.amazonaws.com", "eu-west-99"), "prod"))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("caused by UnknownHostException");
            }
            assertThat(lookUps).as("that hang at a time").hasValueLessThanOrEqualTo(8);
        } finally {
            release.countDown();
        }
    }

    @Test
    void isInDns_asksTheMachine() {
        assertThat(AbsentRegions.isInDns("127.0.0.1")).isTrue();
        assertThat(AbsentRegions.isInDns("[no address]")).isFalse();
    }
}
