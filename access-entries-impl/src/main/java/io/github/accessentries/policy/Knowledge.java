package io.github.accessentries.policy;

/** How well the rules of an access policy are known. */
public enum Knowledge {

    /** All rules are published. */
    EXACT,

    /** Some rules are published, and there are others. */
    PARTIAL,

    /** What the policy allows is told in prose only; there are no rules here. */
    DESCRIBED,

    /** Nothing is published but the name. */
    UNKNOWN
}
