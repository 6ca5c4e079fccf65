/**
 * The objects of RBAC of a cluster, read and written: the second half of what plans keep. Nothing here decides what is to be
 * changed, and nothing is ever forced.
 */
@NullMarked
package io.github.accessentries.internal.objects;

import org.jspecify.annotations.NullMarked;
