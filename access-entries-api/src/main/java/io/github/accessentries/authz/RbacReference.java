package io.github.accessentries.authz;

import io.github.accessentries.internal.text.PlainText;

/** How an object of RBAC is called in texts: in the order in which audit logs have it, with the namespace last. */
final class RbacReference {

    private RbacReference() {}

    static String of(RbacObject object) {
        String name = object.namespace() == null ? object.name() : object.name() + "/" + object.namespace();
        return object.kind() + " " + PlainText.quoted(name);
    }
}
