/**
 * Tokens of IAM identities for Kubernetes, {@code k8s-aws-v1.…}: {@link io.github.accessentries.token.EksTokens} mints
 * them, {@link io.github.accessentries.token.StsTokenVerifier} finds out who they belong to.
 *
 * <p>A token is the presigned URL of one request to STS, {@code GetCallerIdentity}, in base64url. The name of the
 * cluster is signed but is not part of the token, so that a token for one cluster is useless on another.
 *
 * <p>Verification flows one way, and nothing leaves the process before the last check has passed: {@code TokenFormat}
 * (text to URL) → {@code PresignedUrl} (URL to host and parameters) → {@code TokenCheck}s (checks of the parameters) →
 * {@code CallerIdentityCall} (the one request, rebuilt from the checked parts) → {@code CallerIdentity} (the answer).
 * {@code TokenRules} has the checks of each profile in their order.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.token;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
