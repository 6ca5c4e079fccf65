package io.github.accessentries.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ThrottledException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

class CloudTrailLookupTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    /** A clock that goes on when somebody sleeps. */
    private static final class Time extends Clock {
        private Instant now = NOW;

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

        void sleep(Duration duration) {
            now = now.plus(duration);
        }
    }

    private final Time time = new Time();
    private final List<LookupEventsRequest> asked = new ArrayList<>();
    private final List<Instant> askedAt = new ArrayList<>();

    private CloudTrailLookup.Builder lookup(Function<LookupEventsRequest, LookupEventsResponse> answers) {
        CloudTrailClient client = new CloudTrailClient() {
            @Override
            public String serviceName() {
                return "cloudtrail";
            }

            @Override
            public void close() {
                // Nothing to close.
            }

            @Override
            public LookupEventsResponse lookupEvents(LookupEventsRequest request) {
                asked.add(request);
                askedAt.add(time.instant());
                return answers.apply(request);
            }
        };
        return CloudTrailLookup.builder().client(client).clock(time).sleeper(time::sleep);
    }

    private static String operation(LookupEventsRequest request) {
        return request.lookupAttributes().get(0).attributeValue();
    }

    /** The newest first, two a page. */
    private static LookupEventsResponse page(LookupEventsRequest request, int all) {
        if (!operation(request).equals("CreateAccessEntry")) {
            return LookupEventsResponse.builder().build();
        }
        int start = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        List<Event> events = IntStream.range(start, Math.min(all, start + 2))
                .mapToObj(i -> event(all - i))
                .toList();
        return LookupEventsResponse.builder()
                .events(events)
                .nextToken(start + 2 < all ? String.valueOf(start + 2) : null)
                .build();
    }

    private static Event event(int number) {
        return Event.builder()
                .eventId("e" + number)
                .cloudTrailEvent(
                        "{\"eventSource\":\"eks.amazonaws.com\",\"eventName\":\"CreateAccessEntry\",\"eventTime\":"
                                + "\"2026-02-01T00:00:00Z\",\"eventID\":\"e" + number
                                + "\",\"requestParameters\":{\"name\":\"prod\","
                                + "\"principalArn\":\"arn:aws:iam::111122223333:role/r" + number + "\"}}")
                .build();
    }

    private static CloudTrailException refused(String code, int status) {
        return (CloudTrailException) CloudTrailException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("said so")
                        .build())
                .statusCode(status)
                .build();
    }

    @Test
    void allPages_ofAllOperations_areRead_theOldestFirst_twicePerSecondAtMost() {
        AccessTimeline timeline = lookup(request -> page(request, 5)).build().timeline();

        assertThat(timeline.changes())
                .extracting(event -> event.principal().orElseThrow().name())
                .containsExactly("r1", "r2", "r3", "r4", "r5");
        assertThat(timeline.isCoverageStated()).isTrue();
        assertThat(timeline.from()).contains(NOW.minus(Duration.ofDays(90)));
        assertThat(timeline.to()).contains(NOW);
        assertThat(asked).hasSize(AccessEvent.Kind.values().length + 2).allMatch(request -> request.maxResults() == 50);
        assertThat(asked.stream().map(CloudTrailLookupTest::operation).distinct())
                .hasSize(AccessEvent.Kind.values().length);
        for (int i = 1; i < askedAt.size(); i++) {
            assertThat(Duration.between(askedAt.get(i - 1), askedAt.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void throttling_isWaitedFor_andNotForEver() {
        List<Integer> left = new ArrayList<>(List.of(1, 2, 3));
        assertThat(lookup(request -> {
                            if (!left.isEmpty()) {
                                left.remove(0);
                                throw refused("ThrottlingException", 400);
                            }
                            return page(request, 3);
                        })
                        .build()
                        .timeline()
                        .changes())
                .hasSize(3);

        assertThatThrownBy(() -> lookup(request -> {
                            throw refused("ThrottlingException", 400);
                        })
                        .throttlingPatience(Duration.ofSeconds(10))
                        .build()
                        .timeline())
                .isInstanceOf(ThrottledException.class)
                .hasMessageContaining("CreateAccessEntry")
                .hasMessageContaining("two lookups per second");
    }

    @Test
    void refusals_nameThePermission() {
        assertThatThrownBy(() -> lookup(request -> {
                            throw refused("AccessDeniedException", 400);
                        })
                        .build()
                        .timeline())
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("cloudtrail:LookupEvents");
    }

    @Test
    void aListWithoutEnd_orOfMoreThanWasAskedFor_isRefused_andGivesNoPart() {
        TrailReader reader = TrailReader.create();
        assertThatThrownBy(() -> lookup(request -> page(request, 9))
                        .maxRecords(4)
                        .build()
                        .addTo(reader))
                .isInstanceOf(AccessEntriesException.class)
                .hasMessageContaining("more than 4 records");
        assertThat(reader.timeline().records()).isZero();
        assertThatThrownBy(() -> lookup(request -> LookupEventsResponse.builder()
                                .nextToken("again")
                                .build())
                        .build()
                        .timeline())
                .hasMessageContaining("same nextToken twice");
    }

    @Test
    void anEvent_withoutItsRecord_isAFault() {
        AccessTimeline timeline = lookup(request -> operation(request).equals("DeleteCluster")
                        ? LookupEventsResponse.builder()
                                .events(Event.builder().eventId("e1").build())
                                .build()
                        : LookupEventsResponse.builder().build())
                .build()
                .timeline();

        assertThat(timeline.faults()).hasToString("[LookupEvents, event e1: it has no record]");
    }

    @Test
    void options_areChecked() {
        assertThatThrownBy(() -> CloudTrailLookup.builder().build()).hasMessageContaining("client");
        assertThatThrownBy(() -> lookup(request -> page(request, 0))
                        .from(NOW)
                        .to(Instant.EPOCH)
                        .build())
                .hasMessageContaining("ends before it begins");
    }
}
