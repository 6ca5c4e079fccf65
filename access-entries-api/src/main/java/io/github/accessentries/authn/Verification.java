package io.github.accessentries.authn;

/** The result of a {@link TokenVerifier}: {@link Verified} or {@link Rejected}. */
public sealed interface Verification permits Verified, Rejected {}
