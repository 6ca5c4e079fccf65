package io.github.accessentries.testkit.internal.kubernetes.schema.defaults;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.admission.Admission;
import io.github.accessentries.testkit.internal.kubernetes.admission.Change;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.Field;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType.Form;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeTable;
import java.util.Optional;

/**
 * Fills in what kube-apiserver fills in for built-in kinds, so that a second {@code apply} changes nothing and tests see what
 * a cluster would show. What Kubernetes allocates (addresses and ports of Services, selectors of Jobs, names of nodes) is not
 * filled in, since nothing runs that would use it.
 */
public final class Defaults implements Admission {

    private final TypeTable table = TypeTable.get();

    @Override
    public KubeObject admit(Change change) {
        Optional<TypeFacts> type =
                table.ofKind(change.type().apiVersion(), change.type().kind());
        if (change.operation() == Change.Operation.DELETE || type.isEmpty()) {
            return change.after();
        }
        JsonObject copy = change.after().json().deepCopy();
        return fill(copy, type.get()) ? KubeObject.of(copy) : change.after();
    }

    /** Fills in an object and all below it; says whether anything was missing. */
    private boolean fill(JsonObject object, TypeFacts type) {
        boolean changed = fillOwn(object, type);
        for (var field : type.inJson(table).entrySet()) {
            JsonElement value = object.get(field.getKey());
            if (value != null && field.getValue().type().form() == Form.OBJECT) {
                changed |= fillBelow(value, field.getValue());
            }
        }
        return changed;
    }

    private boolean fillOwn(JsonObject object, TypeFacts type) {
        boolean changed = DerivedDefaults.fill(object, type.name().qualified());
        for (DefaultRule rule : DefaultRules.of(type.name().qualified())) {
            changed |= rule.fill(object);
        }
        for (Field field : type.fields()) {
            if (field.isInline()) {
                changed |= fillOwn(object, table.type(field.type().reference()));
            }
        }
        return changed;
    }

    private boolean fillBelow(JsonElement value, Field field) {
        TypeFacts type = table.type(field.type().reference());
        return switch (field.type().shape()) {
            case ONE -> value instanceof JsonObject object && fill(object, type);
            case LIST -> value instanceof JsonArray list && fillAll(list, type);
            case MAP -> value instanceof JsonObject map && fillAll(map.asMap().values(), type);
        };
    }

    private boolean fillAll(Iterable<JsonElement> values, TypeFacts type) {
        boolean changed = false;
        for (JsonElement value : values) {
            changed |= value instanceof JsonObject object && fill(object, type);
        }
        return changed;
    }
}
