package io.github.accessentries.webhook;

import io.github.accessentries.CheckReturnValue;
import org.immutables.value.Value;

/** How much a {@link WebhookServer} has to do at one moment; {@link WebhookLimits} says how much it takes. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class WebhookLoad {

    WebhookLoad() {}

    /**
     * Starts with nothing set; all is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return how many reviews are worked on} */
    public abstract int working();

    /** {@return how many reviews wait for a thread} */
    public abstract int waiting();

    /** {@return how many requests are arriving, in the handshake, the head or the body} */
    public abstract int arriving();

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableWebhookLoad.Builder {
        Builder() {}
    }
}
