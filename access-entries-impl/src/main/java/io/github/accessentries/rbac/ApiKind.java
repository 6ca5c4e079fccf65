package io.github.accessentries.rbac;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.WireObject.Undecodable;

/**
 * What an object is: a Role of another API group is no Role of RBAC.
 *
 * @param apiVersion the group and version, empty if the object does not say it
 * @param kind the kind
 */
record ApiKind(String apiVersion, String kind) {

    static final String CLUSTER_ROLE_BINDING = "ClusterRoleBinding";
    static final String ROLE_BINDING = "RoleBinding";
    static final String NAMESPACE = "Namespace";

    private static final String RBAC = "rbac.authorization.k8s.io/";
    private static final String CORE = "v1";
    private static final String LIST = "List";

    /** What an object says itself; in a list of one kind it need not, and then it has that of the list. */
    static ApiKind of(WireObject object, ApiKind inList) throws Undecodable {
        String apiVersion = object.text("apiVersion");
        String kind = object.text("kind");
        return new ApiKind(
                apiVersion.isEmpty() && (kind.isEmpty() || kind.equals(inList.kind)) ? inList.apiVersion : apiVersion,
                kind.isEmpty() ? inList.kind : kind);
    }

    /**
     * Whatever has a list of items is a list to kubectl, of whatever kind and group it is. Other groups may have kinds that are
     * only called so.
     */
    boolean isList(WireObject object) {
        if (object.hasList("items")) {
            return true;
        }
        if (kind.isEmpty()) {
            return object.has("items");
        }
        return kind.endsWith(LIST) && (isCore() || (apiVersion.startsWith(RBAC) && !kind.equals(LIST)));
    }

    /** What the items of this list are if they do not say it. */
    ApiKind ofItems() {
        return !kind.endsWith(LIST) || kind.equals(LIST)
                ? new ApiKind("", "")
                : new ApiKind(apiVersion, kind.substring(0, kind.length() - LIST.length()));
    }

    /** Whether it is of RBAC, in any version. Who leaves the version away can only mean that one here. */
    boolean isRbac() {
        return (apiVersion.isEmpty() || apiVersion.startsWith(RBAC))
                && switch (kind) {
                    case RbacBinding.CLUSTER_ROLE, RbacBinding.ROLE, CLUSTER_ROLE_BINDING, ROLE_BINDING -> true;
                    default -> false;
                };
    }

    boolean isOfNamespace() {
        return kind.equals(RbacBinding.ROLE) || kind.equals(ROLE_BINDING);
    }

    boolean isNamespace() {
        return kind.equals(NAMESPACE) && isCore();
    }

    private boolean isCore() {
        return apiVersion.isEmpty() || apiVersion.equals(CORE);
    }

    /** For example {@code kind "Role" of iam.services.k8s.aws/v1alpha1}. */
    @Override
    public String toString() {
        return PlainText.of("kind \"" + kind + "\"" + (apiVersion.isEmpty() ? "" : " of " + apiVersion));
    }
}
