package io.github.accessentries.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.ErrorContext;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** What time it is at EKS. */
class EksTimeTest {

    private final EksTime time = new EksTime();

    private static SdkHttpResponse dated(String date) {
        return SdkHttpResponse.builder().statusCode(200).putHeader("date", date).build();
    }

    private DescribeAccessEntryResponse answer(String date) {
        DescribeAccessEntryResponse.Builder answer = DescribeAccessEntryResponse.builder();
        answer.sdkHttpResponse(dated(date));
        return time.of(answer.build());
    }

    @Test
    void answers_tellIt() {
        assertThat(answer("Thu, 26 Nov 2026 12:00:00 GMT")).isNotNull();
        assertThat(time.latest()).contains(Instant.parse("2026-11-26T12:00:00Z"));
    }

    @Test
    void refusals_tellIt() {
        time.of(new AccessEntryNotFoundException(
                "none",
                ErrorContext.builder().build(),
                ResourceNotFoundException.builder()
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .sdkHttpResponse(dated("Thu, 26 Nov 2026 12:00:00 GMT"))
                                .build())
                        .build()));
        assertThat(time.latest()).contains(Instant.parse("2026-11-26T12:00:00Z"));
    }

    @Test
    void answersWithoutATime_orWithANonsensicalOne_tellNothing() {
        assertThat(time.of(DescribeAccessEntryResponse.builder().build())).isNotNull();
        assertThat(answer("yesterday")).isNotNull();
        assertThat(time.latest()).isEmpty();
    }
}
