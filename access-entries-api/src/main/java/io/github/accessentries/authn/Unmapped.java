package io.github.accessentries.authn;

/** The mapper does not know the identity; the next one is asked. */
public record Unmapped() implements Mapping {}
