package io.github.accessentries.testkit.internal.wire.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.trail.RecordedCall;
import io.github.accessentries.testkit.trail.UserIdentity;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrailTest {

    private final Trail<RecordedCall> trail = new Trail<>();

    private static RecordedCall call(int number) {
        return RecordedCall.builder()
                .eventTime(Instant.EPOCH)
                .eventSource("eks.amazonaws.com")
                .eventName("ListClusters")
                .awsRegion("us-west-2")
                .recipientAccountId("111122223333")
                .userIdentity(UserIdentity.unknown(""))
                .requestId(Integer.toString(number))
                .eventId("")
                .readOnly(true)
                .build();
    }

    @Test
    void calls_beyondTheBound_pushTheOldestOut() {
        for (int i = 0; i < 10_003; i++) {
            RecordedCall call = call(i);
            trail.add(() -> call);
        }

        assertThat(trail.calls()).hasSize(10_000);
        assertThat(trail.calls().get(0).requestId()).isEqualTo("3");
        assertThat(trail.calls().get(9_999).requestId()).isEqualTo("10002");
    }

    @Test
    void calls_onceRead_stayAsTheyWere() {
        trail.add(() -> call(1));
        var before = trail.calls();

        trail.clear();

        assertThat(before).hasSize(1);
        assertThat(trail.calls()).isEmpty();
    }

    @Test
    void calls_areMadeOnceTheyAreRead_andNoneTwice() {
        AtomicInteger made = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            trail.add(() -> call(made.getAndIncrement()));
        }
        assertThat(made).hasValue(0);

        var first = trail.calls();
        trail.add(() -> call(made.getAndIncrement()));

        assertThat(trail.calls()).startsWith(first.toArray(RecordedCall[]::new)).hasSize(4);
        assertThat(made).hasValue(4);
    }

    @Test
    void calls_readInBetween_countAgainstTheBoundAsWell() {
        for (int i = 0; i < 10_001; i++) {
            RecordedCall call = call(i);
            trail.add(() -> call);
            if (i == 9) {
                assertThat(trail.calls()).hasSize(10);
            }
        }

        assertThat(trail.calls()).hasSize(10_000);
        assertThat(trail.calls().get(0).requestId()).isEqualTo("1");
    }
}
