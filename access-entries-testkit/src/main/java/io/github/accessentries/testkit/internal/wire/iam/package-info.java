/**
 * A little IAM on the wire: roles with their trust policies, users, and the providers of web identities.
 */
@NullMarked
package io.github.accessentries.testkit.internal.wire.iam;

import org.jspecify.annotations.NullMarked;
