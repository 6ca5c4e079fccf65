package io.github.accessentries.testkit;

import io.github.accessentries.eks.EksAccessEntries;
import software.amazon.awssdk.services.eks.EksClient;

/** Manages cluster {@code prod} in the time of a test: whoever waits returns at once, at the later time. */
final class InFakeTime {

    private InFakeTime() {}

    static EksAccessEntries.Builder prod(EksClient client, FakeClock clock) {
        return EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(client)
                .clock(clock)
                .sleeper(clock);
    }
}
