/**
 * Accounts and who is in them: roles and users with their unique ids, the keys to call as them, what they are denied, and
 * how long it takes until others hear of all that.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.iam;

import org.jspecify.annotations.NullMarked;
