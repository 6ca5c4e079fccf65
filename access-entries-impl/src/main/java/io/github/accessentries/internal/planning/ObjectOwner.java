package io.github.accessentries.internal.planning;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.kubernetes.OwnMarks;
import io.github.accessentries.plan.Ownership;
import java.util.Map;

/**
 * Whose the objects of a cluster are. All that plans make have the label of this library, and an annotation that tells the
 * ownership of the state that they stand in, where that is by a tag.
 */
final class ObjectOwner {

    private static final String OWNER = OwnMarks.DOMAIN + "owner";

    private final Ownership ownership;

    ObjectOwner(Ownership ownership) {
        this.ownership = ownership;
    }

    /** An object of the desired state as it is to be on the cluster. */
    RbacObject marked(RbacObject wanted) {
        Map<String, String> labels = Map.of(OwnMarks.MANAGED_BY, OwnMarks.THIS_LIBRARY);
        Map<String, String> annotations = name().isEmpty() ? Map.of() : Map.of(OWNER, name());
        return wanted instanceof RbacRole role
                ? RbacRole.builder()
                        .from(role)
                        .labels(labels)
                        .annotations(annotations)
                        .build()
                : RbacBinding.builder()
                        .from((RbacBinding) wanted)
                        .labels(labels)
                        .annotations(annotations)
                        .build();
    }

    /** Whether an object that the state does not list is to be deleted. */
    boolean ownsUnlisted(RbacObject object) {
        // Those of custom policies follow from the entries that have the policies.
        return isOurs(object)
                && !object.labels().containsKey(ScopedPolicy.POLICY_LABEL)
                && (ownership instanceof Ownership.All
                        || (ownership instanceof Ownership.Tagged
                                && owner(object).equals(name())));
    }

    /** Whose an object is, if it is not of the desired state; empty if it is. */
    String stranger(RbacObject present) {
        if (!isOurs(present)) {
            return "somebody else";
        }
        String owner = owner(present);
        return owner.equals(name()) || ownership instanceof Ownership.All
                ? ""
                : owner.isEmpty() ? "a state without an owner" : "the owner of " + owner;
    }

    static boolean isOurs(RbacObject object) {
        return OwnMarks.THIS_LIBRARY.equals(object.labels().get(OwnMarks.MANAGED_BY));
    }

    private static String owner(RbacObject object) {
        return object.annotations().getOrDefault(OWNER, "");
    }

    private String name() {
        return ownership instanceof Ownership.Tagged tag ? tag.key() + "=" + tag.value() : "";
    }
}
