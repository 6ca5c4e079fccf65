package io.github.accessentries.rbac;

import org.jspecify.annotations.Nullable;

/**
 * Who a binding gives its role to. Immutable.
 *
 * @param kind {@code User}, {@code Group} or {@code ServiceAccount}; others never match
 * @param name the name
 * @param namespace the namespace of a service account, {@code null} for that of the binding
 */
public record RbacSubject(
        String kind, String name, @Nullable String namespace) {

    /** The kind of users. */
    static final String USER = "User";
    /** The kind of groups. */
    static final String GROUP = "Group";
    /** The kind of service accounts. */
    static final String SERVICE_ACCOUNT = "ServiceAccount";
}
