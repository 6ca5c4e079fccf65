package io.github.accessentries.token;

import io.github.accessentries.CheckReturnValue;
import java.time.Instant;
import org.immutables.value.Value;

/**
 * A token for one cluster. Anybody who has its value can authenticate with it until it expires: treat it like a
 * password.
 */
@CheckReturnValue
@Value.Immutable
public abstract class EksToken {

    EksToken() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the text to send as the bearer token} */
    public abstract String value();

    /** {@return when to stop using it: one minute before clusters refuse it} */
    public abstract Instant expiresAt();

    /**
     * Shows only the expiry.
     *
     * @return a text without the token's value
     */
    @Override
    public final String toString() {
        return "EksToken[value=(redacted), expiresAt=" + expiresAt() + "]";
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableEksToken.Builder {
        Builder() {}
    }
}
