package io.github.accessentries.authn;

/**
 * A token that is good.
 *
 * @param identity who it belongs to
 */
public record Verified(IamIdentity identity) implements Verification {}
