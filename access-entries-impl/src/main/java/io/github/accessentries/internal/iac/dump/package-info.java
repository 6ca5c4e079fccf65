/** What the AWS CLI has written about the access entries of clusters, read back. Not for users of the library. */
@NullMarked
package io.github.accessentries.internal.iac.dump;

import org.jspecify.annotations.NullMarked;
