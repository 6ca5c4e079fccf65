package io.github.accessentries.testkit.internal.service.sts;

import java.time.Instant;
import java.util.List;

/**
 * What a token of an OpenID provider says, once its signature has been verified.
 *
 * @param issuer the URL of the issuer
 * @param subject who it is
 * @param audiences whom the token is for
 * @param expiresAt when it ends
 */
public record WebIdentity(String issuer, String subject, List<String> audiences, Instant expiresAt) {}
