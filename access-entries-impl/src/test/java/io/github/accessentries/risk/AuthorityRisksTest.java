package io.github.accessentries.risk;

import static io.github.accessentries.tls.ChangingTls.Identity.FIRST;
import static io.github.accessentries.tls.ChangingTls.Identity.SECOND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.tls.ChangingTls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eks.model.Cluster;

class AuthorityRisksTest {

    /** Three authorities without their keys: one until the end of 2029, one from 2031 on, and one from 2029 on. */
    private static final String ENDING = ""
            + "MIIBODCB36ADAgECAghAZHk9TYwg6zAKBggqhkjOPQQDAjARMQ8wDQYDVQQDEwZlbmRpbmcwHhcNMjAwMTAxMDAwMDAwWhcNMzAw"
            + "MTAxMDAwMDAwWjARMQ8wDQYDVQQDEwZlbmRpbmcwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARTl1hxFrGXEdu6AIkRHAwYTprK"
            + "ZKcOTLNzrr633wJ+KTrHTnCcqJiHn0iM2qTnET9s8U+ZuVgPecD4C+ZIooA4oyEwHzAdBgNVHQ4EFgQUmw3G4BYcgYGpBsUw5I3z"
            + "aZkdfJUwCgYIKoZIzj0EAwIDSAAwRQIgZ8HY1ElBMFte4HSl7/xVlDBjczad1iI3sPtBpEzZ/qUCIQCcGDkHemGeIhQgkOrc+Cfp"
            + "XXDl7fOFzAMd8NUY9+Cjlg==";

    private static final String LATER = ""
            + "MIIBNzCB3qADAgECAgkAp4Z55UZwOeswCgYIKoZIzj0EAwIwEDEOMAwGA1UEAxMFbGF0ZXIwHhcNMzEwMTAxMDAwMDAwWhcNNDEw"
            + "MTAxMDAwMDAwWjAQMQ4wDAYDVQQDEwVsYXRlcjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHYgVuYFVRUWUoxwjshCJF4kmEyh"
            + "kAYQXkldpCNnoO+lPDxVabvosnG82aiDEx609MAoXxPZl3etKUkcinI7V9OjITAfMB0GA1UdDgQWBBR3vp9ZZzfL47NEQzrNkUMq"
            + "qJdw4zAKBggqhkjOPQQDAgNIADBFAiAfbDfhdsqs/fXlw8f2qLu03UUnqyHcjSJD1wNZR3NulQIhAIXyqkO/bQBfs+QUHs/yw4Vd"
            + "xdpZN3FwSA6aJt/9/RuO";

    private static final String OVERLAPPING = ""
            + "MIIBQjCB6aADAgECAgho86vP1rJTkzAKBggqhkjOPQQDAjAWMRQwEgYDVQQDEwtvdmVybGFwcGluZzAeFw0yOTAxMDEwMDAwMDBa"
            + "Fw0zOTAxMDIwMDAwMDBaMBYxFDASBgNVBAMTC292ZXJsYXBwaW5nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEdZ4L+MoHGNvz"
            + "+hpfvB5HMsvJgNnSIYQwrZsVWDlYM9tNZRi3MdZ+pIRqOFyeOHfgU3iDMbOAwKeZrYCgwPub8qMhMB8wHQYDVR0OBBYEFFtwL2ch"
            + "PemmcZvl47FItOqGCLwGMAoGCCqGSM49BAMCA0gAMEUCIEn2aY1fAbZrZvhj15kuvKpkZlPuiXUO/rmMLme33gN/AiEAy7n3TUvY"
            + "ivhSdSAx7ExB39ujof1u9Jg3BBK+12R2u0Y=";

    private static Cluster cluster(ChangingTls.Identity... authorities) {
        String pem = Arrays.stream(authorities).map(ChangingTls.Identity::pem).collect(Collectors.joining());
        return cluster(Base64.getEncoder().encodeToString(pem.getBytes(UTF_8)));
    }

    private static Cluster cluster(String data) {
        return Cluster.builder()
                .name("prod")
                .certificateAuthority(authority -> authority.data(data))
                .build();
    }

    /** Some time before the end of an authority. */
    private static Clock before(ChangingTls.Identity authority, Duration left) {
        return Clock.fixed(authority.end().minus(left), ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource({
        "PT-1S, high, ended at 2126",
        "PT0S, high, ended at 2126",
        "P89D, high, in 89 days",
        "P90D, medium, in 90 days",
        "P364D, medium, in 364 days",
        "P365D, info, in 365 days",
        "P729D, info, in 729 days",
        "P730D, none,",
        "P3650D, none,",
    })
    void authority_isMoreUrgentTheSoonerItEnds(Duration left, String severity, String words) {
        List<Risk> risks = Risks.ofAuthority(cluster(FIRST), before(FIRST, left));

        if (severity.equals("none")) {
            assertThat(risks).isEmpty();
            return;
        }
        assertThat(risks).singleElement().satisfies(risk -> {
            assertThat(risk.kind().id()).isEqualTo("authority-ends");
            assertThat(risk.severity()).hasToString(severity);
            assertThat(risk.summary())
                    .startsWith("The certificate authority of cluster prod ")
                    .contains(words);
            assertThat(risk.exposures()).hasSize(1);
        });
    }

    /** The second ends two days after the first; so near to each other's ends they are no successors. */
    @Test
    void authorities_eachCount_andOnesThatEndTogetherAreNoSuccessors() {
        List<Risk> risks = Risks.ofAuthority(cluster(FIRST, SECOND), before(FIRST, Duration.ofDays(10)));

        assertThat(risks).hasSize(2).allMatch(risk -> risk.severity() == Severity.HIGH);
        assertThat(risks).extracting(Risk::limit).doesNotHaveDuplicates();
    }

    @Test
    void authorityWithASuccessor_isAStepLessUrgent() {
        Duration between = Duration.between(FIRST.end(), SECOND.end());
        assertThat(between).isPositive();

        // Where the line of a year runs between the two, the later one is a successor.
        List<Risk> risks = Risks.ofAuthority(
                cluster(SECOND, FIRST), before(FIRST, Duration.ofDays(365).minusSeconds(1)));

        assertThat(risks).extracting(Risk::severity).containsExactly(Severity.INFO, Severity.INFO);
        assertThat(risks.toString()).contains("has to be activated if it is not");
    }

    private static List<Risk> nineDaysBeforeTheEnd(String... authorities) {
        String pem = Arrays.stream(authorities)
                .map(each -> "-----BEGIN CERTIFICATE-----\n" + each + "\n-----END CERTIFICATE-----\n")
                .collect(Collectors.joining());
        return Risks.ofAuthority(
                cluster(Base64.getEncoder().encodeToString(pem.getBytes(UTF_8))),
                Clock.fixed(Instant.parse("2029-12-23T00:00:00Z"), ZoneOffset.UTC));
    }

    @Test
    void authorityThatIsNotYetValidAtTheEnd_isNoSuccessor() {
        assertThat(nineDaysBeforeTheEnd(ENDING, LATER))
                .extracting(Risk::severity)
                .containsExactly(Severity.HIGH);
        assertThat(nineDaysBeforeTheEnd(OVERLAPPING, ENDING))
                .extracting(Risk::severity)
                .containsExactly(Severity.MEDIUM);
    }

    @Test
    void authorityListedTwice_isOneFinding() {
        assertThat(nineDaysBeforeTheEnd(ENDING, ENDING)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "???", "bm8gY2VydGlmaWNhdGU="})
    void authorityThatCannotBeRead_isToldAsNotExamined(String data) {
        assertThat(Risks.ofAuthority(cluster(data), Clock.systemUTC()))
                .singleElement()
                .satisfies(risk -> {
                    assertThat(risk.severity()).isEqualTo(Severity.INFO);
                    assertThat(risk.summary()).contains("was not examined");
                });
        assertThat(Risks.ofAuthority(Cluster.builder().build(), Clock.systemUTC()))
                .hasSize(1);
    }
}
