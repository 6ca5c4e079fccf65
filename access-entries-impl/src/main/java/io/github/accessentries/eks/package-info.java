/** The access entries of real clusters, through the AWS SDK: {@link io.github.accessentries.eks.EksAccessEntries}. */
@NullMarked
package io.github.accessentries.eks;

import org.jspecify.annotations.NullMarked;
