package io.github.accessentries.webhook;

import io.github.accessentries.CheckReturnValue;
import java.time.Duration;
import org.immutables.value.Value;

/**
 * The limits within which a {@link WebhookServer} works, so that slow and hostile peers take nothing from others. Every limit has a
 * default that fits the API servers of one cluster; times are from a millisecond to a day. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class WebhookLimits {

    private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

    WebhookLimits() {}

    /**
     * Starts with the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return how many reviews are worked on at the same time, 32 by default; a review that calls STS waits for its answer} */
    @Value.Default
    public int threads() {
        return 32;
    }

    /** {@return how many reviews may wait for a thread, 256 by default; beyond it, reviews are answered with 503} */
    @Value.Default
    public int queue() {
        return 256;
    }

    /**
     * How many requests may be arriving at the same time, in the handshake, the head or the body. One more, and the one that has
     * taken longest is cut off; connections without a request under way are not counted.
     *
     * @return 1,024 by default
     */
    @Value.Default
    public int arriving() {
        return 1024;
    }

    /**
     * How many connections from one address may be arriving at the same time. One more, and the one of this address that has taken
     * longest is cut off, so that an attacker does it to himself. An IPv6 network of 64 bits counts as one address.
     *
     * @return 256 by default
     */
    @Value.Default
    public int arrivingPerAddress() {
        return 256;
    }

    /** {@return how long the TLS handshake and the head of a request may take together, 5 seconds by default} */
    @Value.Default
    public Duration headTimeout() {
        return Duration.ofSeconds(5);
    }

    /** {@return how long a request may take to arrive, handshake, head and body, and an answer to be read, 10 seconds by default} */
    @Value.Default
    public Duration requestTimeout() {
        return Duration.ofSeconds(10);
    }

    /**
     * How long a review may wait and be worked on, before it is answered with 503 and its thread is interrupted. API servers wait 30
     * seconds.
     *
     * @return 20 seconds by default
     */
    @Value.Default
    public Duration reviewTimeout() {
        return Duration.ofSeconds(20);
    }

    /** {@return how long {@link WebhookServer#close()} waits for reviews in progress, 10 seconds by default; zero for not at all} */
    @Value.Default
    public Duration stopTimeout() {
        return Duration.ofSeconds(10);
    }

    @Value.Check
    void check() {
        atLeastOne(threads(), "threads");
        atLeastOne(queue(), "queue");
        atLeastOne(arriving(), "arriving");
        atLeastOne(arrivingPerAddress(), "arrivingPerAddress");
        within(MIN_TIMEOUT, headTimeout(), "headTimeout");
        within(MIN_TIMEOUT, requestTimeout(), "requestTimeout");
        within(MIN_TIMEOUT, reviewTimeout(), "reviewTimeout");
        within(Duration.ZERO, stopTimeout(), "stopTimeout");
    }

    private static void atLeastOne(int number, String option) {
        if (number < 1) {
            throw new IllegalArgumentException(option + " is " + number + "; give at least 1");
        }
    }

    private static void within(Duration shortest, Duration time, String option) {
        if (time.compareTo(shortest) < 0 || time.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    option + " is " + time + "; give " + shortest + " to " + MAX_TIMEOUT.toHours() + " hours");
        }
    }

    /** Builds it; {@code build()} throws {@link IllegalArgumentException} if a limit is invalid. Not thread-safe. */
    public static final class Builder extends ImmutableWebhookLimits.Builder {
        Builder() {}
    }
}
