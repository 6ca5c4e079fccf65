/**
 * Accounts and who is in them: roles and users with their unique ids, their keys, what they are denied, and how long it
 * takes until others learn of it all.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.iam;

import org.jspecify.annotations.NullMarked;
