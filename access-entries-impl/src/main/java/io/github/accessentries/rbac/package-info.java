/**
 * Authorization: {@link io.github.accessentries.rbac.ClusterAccess} compiles everything that grants access on a cluster
 * into a model that answers quickly.
 *
 * <p>Access policies count as on a cluster: one with namespace scope like a RoleBinding in every matching namespace, one
 * for the whole cluster like a ClusterRoleBinding, each to the principal of its entry.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.rbac;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
