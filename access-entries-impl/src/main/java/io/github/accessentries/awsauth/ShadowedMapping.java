package io.github.accessentries.awsauth;

import static java.util.Objects.requireNonNull;

/**
 * A mapping that never counts because another one of the same ARN does. Immutable.
 *
 * @param shadowed the mapping that lets nobody in
 * @param by the mapping that counts in its place
 */
public record ShadowedMapping(PlacedMapping shadowed, PlacedMapping by) {

    /**
     * Requires both.
     *
     * @param shadowed the mapping that lets nobody in
     * @param by the mapping that counts in its place
     */
    public ShadowedMapping {
        requireNonNull(shadowed, "shadowed");
        requireNonNull(by, "by");
    }
}
