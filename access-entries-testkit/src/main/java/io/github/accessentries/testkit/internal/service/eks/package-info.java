/**
 * The operations of EKS, one class for each group of them, and the clusters' side of what they do.
 * {@link io.github.accessentries.testkit.internal.service.eks.EksService} is EKS for one account in one region.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.eks;

import org.jspecify.annotations.NullMarked;
