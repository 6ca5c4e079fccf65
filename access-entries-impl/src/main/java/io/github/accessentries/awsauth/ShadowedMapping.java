package io.github.accessentries.awsauth;

import io.github.accessentries.CheckReturnValue;
import org.immutables.value.Value;

/** A mapping that has no effect because of another one of the same ARN. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class ShadowedMapping {

    ShadowedMapping() {}

    /**
     * Starts with nothing set; both parts are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the mapping without effect} */
    public abstract PlacedMapping shadowed();

    /** {@return the mapping that takes effect instead} */
    public abstract PlacedMapping by();

    /** Builds shadowed mappings. Not thread-safe. */
    public static final class Builder extends ImmutableShadowedMapping.Builder {
        Builder() {}
    }
}
