/** The file of desired access that a team keeps under review. Not for users of the library. */
@NullMarked
package io.github.accessentries.internal.iac.desired;

import org.jspecify.annotations.NullMarked;
