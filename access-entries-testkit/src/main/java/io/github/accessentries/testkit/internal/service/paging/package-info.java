/**
 * Lists in pages, as every list operation of EKS hands them out.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.paging;

import org.jspecify.annotations.NullMarked;
