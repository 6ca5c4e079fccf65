package io.github.accessentries.policy;

/** How well the rules of an access policy are known. */
public enum Knowledge {

    /** All rules are published. */
    EXACT,

    /** Some rules are published, and there are others. */
    PARTIAL,

    /** The permissions are only described in prose; there are no rules. */
    DESCRIBED,

    /** Only the name is published. */
    UNKNOWN
}
