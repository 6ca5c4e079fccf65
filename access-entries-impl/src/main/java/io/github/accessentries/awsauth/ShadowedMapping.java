package io.github.accessentries.awsauth;

import static java.util.Objects.requireNonNull;

/**
 * A mapping that has no effect because of another one of the same ARN. Immutable.
 *
 * @param shadowed the mapping without effect
 * @param by the mapping that takes effect instead
 */
public record ShadowedMapping(PlacedMapping shadowed, PlacedMapping by) {

    /**
     * Requires both.
     *
     * @param shadowed the mapping without effect
     * @param by the mapping that takes effect instead
     */
    public ShadowedMapping {
        requireNonNull(shadowed, "shadowed");
        requireNonNull(by, "by");
    }
}
