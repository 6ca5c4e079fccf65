package io.github.accessentries.internal.planning;

/**
 * Why an entry changes, for people to read beside each change.
 *
 * @param created why an entry is made
 * @param given why something is added
 * @param changed why something becomes different
 * @param taken why something goes
 */
record Reasons(String created, String given, String changed, String taken) {

    static final Reasons LISTED =
            new Reasons("listed, and there is no entry", "listed", "differs from what is listed", "not listed");

    static final Reasons GRANTED =
            new Reasons("granted, and there is no entry", "granted", "granted", "granted otherwise");

    static final Reasons DECLARED =
            new Reasons("declared, and there is no entry", "declared", "differs from what is declared", "not declared");

    static final Reasons WITHDRAWN = new Reasons("withdrawn", "withdrawn", "withdrawn", "withdrawn");

    static final Reasons REVOKED = new Reasons("revoked", "revoked", "revoked", "revoked");
}
