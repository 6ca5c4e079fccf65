package io.github.accessentries.authz;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of Kubernetes RBAC: a role, or a binding that gives one. Immutable. */
public sealed interface RbacObject permits RbacRole, RbacBinding {

    /** {@return {@code Role}, {@code ClusterRole}, {@code RoleBinding} or {@code ClusterRoleBinding}} */
    String kind();

    /** {@return its namespace, {@code null} if it is an object of the whole cluster} */
    @Nullable
    String namespace();

    /** {@return its name} */
    String name();

    /**
     * Its labels. Of an object that was read there are only those by which this library knows its own objects.
     *
     * @return values by key
     */
    Map<String, String> labels();

    /**
     * Its annotations. Of an object that was read there are only those that this library has made.
     *
     * @return values by key
     */
    Map<String, String> annotations();

    /**
     * What Kubernetes would refuse if the object were written, and what would be written to no effect. Objects that were read
     * may be odd, and still count as they stand.
     *
     * @return each fault as a phrase, with what to do about it; empty if there is none
     */
    List<String> faults();

    /**
     * The object by kind and name, as messages and tables have it.
     *
     * @return for example {@code RoleBinding "view/team-a"}, where {@code team-a} is the namespace
     */
    default String reference() {
        return ObjectNames.reference(this);
    }
}
