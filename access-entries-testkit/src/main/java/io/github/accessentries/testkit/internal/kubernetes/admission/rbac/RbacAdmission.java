package io.github.accessentries.testkit.internal.kubernetes.admission.rbac;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.admission.Admission;
import io.github.accessentries.testkit.internal.kubernetes.admission.Change;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.rbac.RbacJson;
import io.github.accessentries.testkit.internal.kubernetes.rbac.RbacKind;
import java.util.List;
import java.util.Optional;

/** The step for roles and bindings; others pass it as they are. Thread-safe. */
public final class RbacAdmission implements Admission {

    private final EscalationGuard guard;

    /**
     * Makes the step.
     *
     * @param guard keeps people from giving more than they have
     */
    public RbacAdmission(EscalationGuard guard) {
        this.guard = guard;
    }

    @Override
    public KubeObject admit(Change change) {
        Optional<RbacKind> kind = RbacKind.of(change.type().groupResource());
        if (kind.isEmpty() || change.operation() == Change.Operation.DELETE) {
            return change.after();
        }
        KubeObject object = kind.get().isRole() ? change.after() : filledIn(change.after());
        guard.check(kind.get(), change.withAfter(object));
        List<Cause> causes = new RbacValidation(kind.get(), object).causes(change.before());
        if (!causes.isEmpty()) {
            throw ApiFaults.invalid(change.type(), object.name(), causes);
        }
        return object;
    }

    /** The API groups that a binding may leave out. */
    private static KubeObject filledIn(KubeObject binding) {
        return binding.with(json -> {
            if (json.get("roleRef") instanceof JsonObject roleRef) {
                fillIn(roleRef);
            }
            if (json.get("subjects") instanceof JsonArray subjects) {
                for (JsonElement subject : subjects) {
                    if (subject instanceof JsonObject object
                            && List.of("User", "Group").contains(RbacJson.text(object, "kind"))) {
                        fillIn(object);
                    }
                }
            }
        });
    }

    private static void fillIn(JsonObject object) {
        if (RbacJson.text(object, "apiGroup").isEmpty()) {
            object.addProperty("apiGroup", RbacKind.GROUP);
        }
    }
}
