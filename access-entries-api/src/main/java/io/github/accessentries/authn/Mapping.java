package io.github.accessentries.authn;

/** The result of an {@link IdentityMapper}: {@link Mapped}, {@link Unmapped} or {@link Rejected}. */
public sealed interface Mapping permits Mapped, Unmapped, Rejected {}
