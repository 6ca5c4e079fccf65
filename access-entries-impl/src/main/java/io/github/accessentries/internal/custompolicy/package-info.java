/**
 * Custom policies as objects of a cluster: the one place that says which ClusterRole, bindings and groups a policy is, and reads
 * policies back from them. Does no calls. Not for users of the library.
 */
@NullMarked
package io.github.accessentries.internal.custompolicy;

import org.jspecify.annotations.NullMarked;
