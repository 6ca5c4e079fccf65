package io.github.accessentries.internal.objects;

import io.github.accessentries.authz.RbacObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where a cluster has its objects of RBAC. */
final class ObjectPaths {

    private static final String API = "/apis/rbac.authorization.k8s.io/v1/";

    private ObjectPaths() {}

    static String list(RbacObject object) {
        String plural = object.kind().toLowerCase(Locale.ROOT) + "s";
        return object.namespace() == null
                ? API + plural
                : API + "namespaces/" + segment(object.namespace()) + "/" + plural;
    }

    static String of(RbacObject object) {
        return list(object) + "/" + segment(object.name());
    }

    /** Names of RBAC may hold any character that can stand in a segment; a space is never a plus there. */
    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
