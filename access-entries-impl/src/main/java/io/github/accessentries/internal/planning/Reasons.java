package io.github.accessentries.internal.planning;

/**
 * Why an entry changes, shown beside each change.
 *
 * @param created why an entry is created
 * @param given why something is added
 * @param changed why something is changed
 * @param taken why something is removed
 */
record Reasons(String created, String given, String changed, String taken) {

    static final Reasons LISTED =
            new Reasons("listed, but has no entry", "listed", "differs from what is listed", "not listed");

    static final Reasons GRANTED =
            new Reasons("granted, but has no entry", "granted", "granted", "replaced by the grant");

    static final Reasons DECLARED =
            new Reasons("declared, but has no entry", "declared", "differs from what is declared", "not declared");

    /** An entry is made for the new role of a permission set, with what that of the former role has. */
    static final Reasons HEALED = new Reasons(
            "its permission set has a new role",
            "from the former role's entry",
            "from the former role's entry",
            "from the former role's entry");

    static final Reasons WITHDRAWN = new Reasons("withdrawn", "withdrawn", "withdrawn", "withdrawn");

    static final Reasons REVOKED = new Reasons("revoked", "revoked", "revoked", "revoked");

    static final Reasons GRANTED_FOR_A_WHILE = new Reasons(
            "granted for a while, but has no entry",
            "granted for a while",
            "granted for a while",
            "granted for a while");

    static final Reasons EXPIRED = new Reasons("still granted", "still granted", "has ended", "has ended");
}
