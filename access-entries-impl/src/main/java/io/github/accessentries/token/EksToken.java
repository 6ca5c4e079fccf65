package io.github.accessentries.token;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A token for one cluster. Whoever has its value is let in until it expires, any number of times: treat it like a
 * password.
 *
 * @param value the text to send as bearer token
 * @param expiresAt when to stop using it: one minute before clusters refuse it
 */
public record EksToken(String value, Instant expiresAt) {

    /**
     * Takes the parts as they are.
     *
     * @param value the text to send as bearer token
     * @param expiresAt when to stop using it
     */
    public EksToken {
        requireNonNull(value, "value");
        requireNonNull(expiresAt, "expiresAt");
    }

    /**
     * The expiry alone.
     *
     * @return a text without the token's value
     */
    @Override
    public String toString() {
        return "EksToken[value=(redacted), expiresAt=" + expiresAt + "]";
    }
}
