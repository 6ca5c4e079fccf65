package io.github.accessentries.authn;

/** The result of authenticating a token: {@link Authenticated} or {@link Rejected}. */
public sealed interface Authentication permits Authenticated, Rejected {

    /**
     * Whether the token was authenticated.
     *
     * @return {@code true} if there is a user
     */
    boolean isAuthenticated();

    /**
     * The user of the token.
     *
     * @return the user
     * @throws java.util.NoSuchElementException if the token was rejected; the message has the reason
     */
    KubernetesUser user();
}
