package io.github.accessentries.token;

/** One thing that the parameters of a token have to say. */
@FunctionalInterface
interface TokenCheck {

    void check(PresignedUrl url) throws RefusedToken;
}
