/**
 * The access entries of real clusters, through the AWS SDK: {@link io.github.accessentries.eks.EksAccessEntries}.
 *
 * <p>A grant flows one way: {@code Grant → Convergence → EksCalls → EksClient}.
 */
@NullMarked
package io.github.accessentries.eks;

import org.jspecify.annotations.NullMarked;
