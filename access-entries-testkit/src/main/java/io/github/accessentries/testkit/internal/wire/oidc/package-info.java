/**
 * The OIDC issuers of clusters: their discovery documents and key sets, and the tokens of service accounts that they sign.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire.oidc;

import org.jspecify.annotations.NullMarked;
