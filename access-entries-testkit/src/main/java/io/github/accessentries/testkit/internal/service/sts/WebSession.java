package io.github.accessentries.testkit.internal.service.sts;

import io.github.accessentries.testkit.internal.service.iam.AccessKey;

/**
 * A session that a web identity got.
 *
 * @param key its credentials
 * @param identity whose it is
 * @param audience that of the token which the provider in IAM takes
 */
public record WebSession(AccessKey key, WebIdentity identity, String audience) {}
