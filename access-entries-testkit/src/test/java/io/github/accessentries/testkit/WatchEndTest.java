package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.testkit.internal.kubernetes.message.EventStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watch ends with what it watches: nobody waits for ever. */
class WatchEndTest {

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster prod = fake.createCluster("prod");
    private final FakePrincipal admin = fake.iam().role("admin");

    @BeforeEach
    void letIn() {
        prod.accessEntries()
                .grant(admin.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    /** Becomes true when the watch ends, after whatever it tells before. */
    private CompletableFuture<Boolean> end() {
        EventStream events = KubeCalls.by(fake, "prod", admin)
                .raw("GET", "/api/v1/pods?watch=true", "")
                .events()
                .orElseThrow();
        return CompletableFuture.supplyAsync(() -> isOver(events));
    }

    private static boolean isOver(EventStream events) {
        try (events) {
            for (Optional<byte[]> next = events.next(); next.isPresent(); next = events.next()) {
                assertThat(new String(next.get(), UTF_8)).startsWith("{\"type\":\"");
            }
            return true;
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void watch_endsWhenEksDeletesTheCluster() throws Exception {
        CompletableFuture<Boolean> end = end();
        fake.eksClient().deleteCluster(r -> r.name("prod"));
        fake.advance(Duration.ofHours(1));
        assertThat(end.get(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void watch_endsWhenTheFakeIsReset() throws Exception {
        CompletableFuture<Boolean> end = end();
        fake.reset();
        assertThat(end.get(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void watch_endsWhenTheFakeIsClosed() throws Exception {
        CompletableFuture<Boolean> end = end();
        fake.close();
        assertThat(end.get(1, TimeUnit.MINUTES)).isTrue();
    }
}
