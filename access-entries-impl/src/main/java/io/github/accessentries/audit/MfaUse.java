package io.github.accessentries.audit;

/** Whether a call was made with multi-factor authentication, as far as its record tells. */
public enum MfaUse {
    /** AWS checked a second factor when the session was made. */
    USED("yes"),
    /** AWS made the session without a second factor. */
    NOT_USED("no"),
    /**
     * The record does not tell: long-lived keys have no session, and whoever signs in elsewhere (IAM Identity Center, SAML,
     * OpenID Connect) shows the second factor there, where AWS does not see it.
     */
    UNKNOWN("unknown");

    private final String word;

    MfaUse(String word) {
        this.word = word;
    }

    /**
     * The word in tables.
     *
     * @return {@code yes}, {@code no} or {@code unknown}
     */
    @Override
    public String toString() {
        return word;
    }
}
