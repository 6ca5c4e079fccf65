/** What the rules of Kubernetes RBAC match: the one place that defines it. Not for users of the library. */
@NullMarked
package io.github.accessentries.internal.rule;

import org.jspecify.annotations.NullMarked;
