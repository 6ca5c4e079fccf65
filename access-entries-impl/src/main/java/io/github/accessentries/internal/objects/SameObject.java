package io.github.accessentries.internal.objects;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import java.util.Set;
import java.util.stream.Collectors;

/** When two states of an object are the same. The order of rules and subjects says nothing. */
public final class SameObject {

    private SameObject() {}

    /**
     * Whether two states give the same and have the same marks.
     *
     * @param one a state of an object
     * @param other a state of an object of the same name
     * @return {@code true} if there is nothing to change
     */
    public static boolean isSame(RbacObject one, RbacObject other) {
        return givesSame(one, other)
                && one.labels().equals(other.labels())
                && one.annotations().equals(other.annotations());
    }

    /**
     * Whether two states give the same, whatever their marks say.
     *
     * @param one a state of an object
     * @param other a state of an object of the same name
     * @return {@code true} if nobody gains or loses anything
     */
    public static boolean givesSame(RbacObject one, RbacObject other) {
        if (one instanceof RbacRole role) {
            return other instanceof RbacRole same && Set.copyOf(role.rules()).equals(Set.copyOf(same.rules()));
        }
        return one instanceof RbacBinding binding
                && other instanceof RbacBinding same
                && givesSameRole(binding, same)
                && subjects(binding).equals(subjects(same));
    }

    /**
     * Whether two bindings give the same role.
     *
     * @param one a binding
     * @param other a binding of the same namespace
     * @return {@code true} if kind and name of the role are equal
     */
    public static boolean givesSameRole(RbacBinding one, RbacBinding other) {
        return one.roleKind().equals(other.roleKind()) && one.role().equals(other.role());
    }

    private static Set<RbacSubject> subjects(RbacBinding binding) {
        return binding.subjects().stream()
                .map(subject -> whole(subject, binding))
                .collect(Collectors.toSet());
    }

    /** A service account without a namespace is one of the binding's own. */
    private static RbacSubject whole(RbacSubject subject, RbacBinding binding) {
        return subject.kind().equals(RbacSubject.SERVICE_ACCOUNT)
                        && subject.namespace() == null
                        && binding.namespace() != null
                ? RbacSubject.serviceAccount(binding.namespace(), subject.name())
                : subject;
    }
}
