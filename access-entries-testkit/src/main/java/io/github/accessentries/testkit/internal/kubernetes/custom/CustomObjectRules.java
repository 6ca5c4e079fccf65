package io.github.accessentries.testkit.internal.kubernetes.custom;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.admission.Admission;
import io.github.accessentries.testkit.internal.kubernetes.admission.Change;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.List;
import java.util.Optional;

/**
 * Objects of custom kinds are pruned, filled in and checked by the schema of their definition. Rules in CEL are not run.
 *
 * @param types the kinds
 */
public record CustomObjectRules(CustomTypes types) implements Admission {

    @Override
    public KubeObject admit(Change change) {
        Optional<StructuralSchema> schema =
                change.operation() == Change.Operation.DELETE ? Optional.empty() : types.structure(change.type());
        if (schema.isEmpty()) {
            return change.after();
        }
        JsonObject completed = schema.get().completed(change.after().json());
        List<Cause> causes = ObjectCheck.check(completed, schema.get());
        if (!causes.isEmpty()) {
            throw ApiFaults.invalid(change.type(), change.after().name(), causes);
        }
        return KubeObject.of(completed);
    }
}
