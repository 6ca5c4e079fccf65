package io.github.accessentries.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class TokenInspectionTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static Clock at(Duration later) {
        return Clock.fixed(NOW.plus(later), ZoneOffset.UTC);
    }

    private static String token(String region) {
        return EksTokens.builder()
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "secret-of-a-test")))
                .region(Region.of(region))
                .clock(at(Duration.ZERO))
                .build()
                .mint("prod")
                .value();
    }

    @Test
    void goodToken_tellsItsRegionAndItsEnd_andNothingElse() {
        String token = token("eu-west-1");

        TokenInspection seen = TokenInspection.of(token, "aws", at(Duration.ofMinutes(1)));

        assertThat(seen.fault()).isEmpty();
        assertThat(seen.region()).contains("eu-west-1");
        assertThat(seen.expiresAt()).contains(NOW.plus(Duration.ofMinutes(15)));
        assertThat(seen.toString()).doesNotContain("AKIA", "X-Amz", token.substring(11));
    }

    @ParameterizedTest
    @CsvSource({"16, EXPIRED", "-6, NOT_YET_VALID"})
    void tokenOfAnotherTime_isFaultyAndStillTellsItsRegion(long minutes, RejectionReason reason) {
        TokenInspection seen = TokenInspection.of(token("us-west-2"), "aws", at(Duration.ofMinutes(minutes)));

        assertThat(seen.fault()).map(Rejected::reason).contains(reason);
        assertThat(seen.region()).contains("us-west-2");
    }

    @Test
    void textThatIsNoToken_orIsOfAnotherPartition_tellsWhyAlone() {
        assertThat(TokenInspection.of("Bearer", "aws", at(Duration.ZERO)).fault())
                .map(Rejected::reason)
                .contains(RejectionReason.BAD_PREFIX);
        TokenInspection foreign = TokenInspection.of(token("cn-north-1"), "aws", at(Duration.ZERO));
        assertThat(foreign.fault()).map(Rejected::reason).contains(RejectionReason.BAD_HOST);
        assertThat(foreign.region()).isEmpty();
        assertThatThrownBy(() -> TokenInspection.of("Bearer", "moon", at(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
