package io.github.accessentries.testkit.internal.kubernetes.table;

/** In which form a client wants objects. All of them are JSON. */
public enum Representation {
    /** As they are. */
    OBJECT,
    /** As rows and columns. */
    TABLE,
    /** Their metadata alone. */
    METADATA
}
