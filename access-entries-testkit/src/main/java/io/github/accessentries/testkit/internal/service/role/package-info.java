/**
 * What IAM keeps about roles beside their names and ids, and the providers of web identities.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.role;

import org.jspecify.annotations.NullMarked;
