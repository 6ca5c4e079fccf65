/** Cluster configurations of eksctl. Not for users of the library. */
@NullMarked
package io.github.accessentries.internal.iac.eksctl;

import org.jspecify.annotations.NullMarked;
