package io.github.accessentries.testkit.internal.wire.oidc;

/**
 * An object with which a token of a service account ends.
 *
 * @param kind for example {@code Pod}
 * @param name its name
 * @param uid its uid
 */
public record BoundObject(String kind, String name, String uid) {}
