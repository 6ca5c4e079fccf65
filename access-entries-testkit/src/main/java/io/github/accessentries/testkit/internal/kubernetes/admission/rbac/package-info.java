/**
 * What kube-apiserver asks before it stores a role or a binding: whether it is valid, and whether whoever stores it gives
 * no more than he has.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.admission.rbac;

import org.jspecify.annotations.NullMarked;
