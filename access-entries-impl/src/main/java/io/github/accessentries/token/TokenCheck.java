package io.github.accessentries.token;

/** One check of the parameters of a token. */
@FunctionalInterface
interface TokenCheck {

    void check(PresignedUrl url) throws RefusedToken;
}
