/**
 * Lists in pages, as every list operation of EKS returns them.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.paging;

import org.jspecify.annotations.NullMarked;
