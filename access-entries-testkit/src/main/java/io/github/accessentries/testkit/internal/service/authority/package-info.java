/**
 * The certificate authorities of clusters, and how one takes the place of another.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.authority;

import org.jspecify.annotations.NullMarked;
