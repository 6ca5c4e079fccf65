/**
 * As much of STS as issues sessions of roles.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.sts;

import org.jspecify.annotations.NullMarked;
