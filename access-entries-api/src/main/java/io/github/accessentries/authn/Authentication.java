package io.github.accessentries.authn;

/** What became of a token: {@link Authenticated} or {@link Rejected}. */
public sealed interface Authentication permits Authenticated, Rejected {

    /**
     * Whether the token was let in.
     *
     * @return {@code true} if there is a user
     */
    boolean isAuthenticated();

    /**
     * The user that the token was let in as.
     *
     * @return the user
     * @throws java.util.NoSuchElementException if the token was rejected; the message has the reason
     */
    KubernetesUser user();
}
