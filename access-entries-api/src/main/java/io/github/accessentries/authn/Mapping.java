package io.github.accessentries.authn;

/** What an {@link IdentityMapper} says of an identity: {@link Mapped}, {@link Unmapped} or {@link Rejected}. */
public sealed interface Mapping permits Mapped, Unmapped, Rejected {}
