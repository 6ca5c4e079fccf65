/** The keys by which the clusters' OIDC issuers sign the tokens of service accounts. */
@NullMarked
package io.github.accessentries.testkit.internal.service.oidc;

import org.jspecify.annotations.NullMarked;
