/** Stacks of Pulumi as they are exported, and programs of Pulumi YAML. Not for users of the library. */
@NullMarked
package io.github.accessentries.internal.iac.pulumi;

import org.jspecify.annotations.NullMarked;
