package io.github.accessentries.plan;

import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the desired objects of RBAC, before anything is read or written. */
final class DesiredObjects {

    private static final Comparator<RbacObject> ORDER = Comparator.comparing(RbacObject::kind)
            .thenComparing(RbacObject::namespace, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(RbacObject::name);

    /** Kubernetes brings such roles back to what it ships them with, and EKS its own. */
    private static final List<String> RESERVED = List.of("system:", "eks:");

    private DesiredObjects() {}

    static List<RbacObject> checked(List<RbacObject> objects, List<Fault> found) {
        Set<String> seen = new HashSet<>();
        for (RbacObject object : objects) {
            object.faults().forEach(fault -> found.add(fault(object, fault)));
            if (!seen.add(object.reference())) {
                found.add(fault(object, "it is listed more than once; put everything into one"));
            }
            RESERVED.stream()
                    .filter(object.name()::startsWith)
                    .forEach(prefix -> found.add(fault(
                            object,
                            "names that begin with " + prefix
                                    + " belong to Kubernetes and EKS, which restore such objects;"
                                    + " choose another name")));
            if (object.name().startsWith(ScopedPolicy.PREFIX)) {
                found.add(fault(
                        object,
                        "names that begin with " + ScopedPolicy.PREFIX + " belong to custom policies, whose objects"
                                + " follow from the policies of entries; choose another name"));
            }
            if (!object.labels().isEmpty() || !object.annotations().isEmpty()) {
                found.add(fault(object, "labels and annotations of desired objects are set by plans; leave them out"));
            }
        }
        return objects.stream().sorted(ORDER).toList();
    }

    private static Fault fault(RbacObject object, String reason) {
        return Fault.of("", object.reference(), reason);
    }
}
