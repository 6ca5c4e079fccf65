/** What the {@code aws-auth} ConfigMap says, as the cluster reads it. */
@NullMarked
package io.github.accessentries.awsauth;

import org.jspecify.annotations.NullMarked;
