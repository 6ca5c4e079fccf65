package io.github.accessentries.testkit.internal.service.entry;

import java.time.Instant;

/**
 * An access policy that an entry has.
 *
 * @param policyArn the ARN of the policy
 * @param scope where it holds
 * @param associatedAt when the entry first got it
 * @param modifiedAt when its scope was last set
 */
public record StoredAssociation(String policyArn, Scope scope, Instant associatedAt, Instant modifiedAt) {}
