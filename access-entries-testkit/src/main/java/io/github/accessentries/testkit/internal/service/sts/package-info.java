/**
 * STS as far as it gives out sessions of roles.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.sts;

import org.jspecify.annotations.NullMarked;
