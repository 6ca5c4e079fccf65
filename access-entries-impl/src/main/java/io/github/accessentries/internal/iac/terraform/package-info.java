/** Terraform in its JSON syntax, and the states and plans that it shows as JSON. Not for users of the library. */
@NullMarked
package io.github.accessentries.internal.iac.terraform;

import org.jspecify.annotations.NullMarked;
