package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntriesException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The time at EKS, from the {@code Date} of its answers: a clock that every instance sees, whatever its own clock says.
 * Thread-safe.
 */
final class EksTime {

    private volatile @Nullable Instant latest;

    /** Reads the time of an answer, which is handed on. */
    <T extends SdkResponse> T of(T answer) {
        read(answer.sdkHttpResponse());
        return answer;
    }

    /** Reads the time of a refusal. */
    void of(AccessEntriesException refusal) {
        if (refusal.getCause() instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            read(refused.awsErrorDetails().sdkHttpResponse());
        }
    }

    /** Clients of tests give answers that came over no wire, or that have no date. */
    private void read(@Nullable SdkHttpResponse response) {
        if (response != null) {
            response.firstMatchingHeader("Date").flatMap(EksTime::time).ifPresent(time -> latest = time);
        }
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** When EKS last answered, empty if no answer told it. */
    Optional<Instant> latest() {
        return Optional.ofNullable(latest);
    }
}
