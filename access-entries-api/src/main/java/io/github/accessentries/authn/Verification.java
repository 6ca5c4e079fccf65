package io.github.accessentries.authn;

/** What a {@link TokenVerifier} found: {@link Verified} or {@link Rejected}. */
public sealed interface Verification permits Verified, Rejected {}
