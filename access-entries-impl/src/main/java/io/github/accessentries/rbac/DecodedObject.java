package io.github.accessentries.rbac;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import java.util.List;

/**
 * What one object of a cluster says, decoded by itself, so that the others need not be decoded again when it changes. One of the
 * lists of objects has an element, or none does, and then a fault says why.
 *
 * @param roles the role
 * @param bindings the binding
 * @param namespaces the name of the namespace
 * @param terminating the same name, if the namespace is being deleted
 * @param unread what it is, if only that is known
 * @param faults what leaves open what it grants
 * @param idle what grants nothing for certain
 */
record DecodedObject(
        List<RbacRole> roles,
        List<RbacBinding> bindings,
        List<String> namespaces,
        List<String> terminating,
        List<ObjectKey> unread,
        List<String> faults,
        List<String> idle) {}
