package io.github.accessentries.surface.internal;

/** What only sibling packages use. */
public final class Unseen {}
