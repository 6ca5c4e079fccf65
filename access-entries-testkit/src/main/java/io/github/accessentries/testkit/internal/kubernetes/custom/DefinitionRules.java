package io.github.accessentries.testkit.internal.kubernetes.custom;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.admission.Admission;
import io.github.accessentries.testkit.internal.kubernetes.admission.Change;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/**
 * Custom resource definitions are filled in and checked, and are established as soon as they are stored.
 *
 * @param store the objects, of which the definitions are read
 * @param clock tells when conditions change
 */
public record DefinitionRules(ObjectStore store, Clock clock) implements Admission {

    @Override
    public KubeObject admit(Change change) {
        boolean isMeant = change.type().groupResource().equals(CustomDefinition.DEFINITIONS)
                && change.operation() != Change.Operation.DELETE;
        if (!isMeant) {
            return change.after();
        }
        KubeObject filled = change.after().with(DefinitionRules::fillIn);
        List<Cause> causes = DefinitionCheck.check(change.before(), filled);
        if (!causes.isEmpty()) {
            throw ApiFaults.invalid(change.type(), filled.name(), causes);
        }
        DefinitionStatus status = new DefinitionStatus(
                clock.instant(),
                store.list(CustomDefinition.DEFINITIONS, "").stream()
                        .filter(other -> !other.name().equals(filled.name()))
                        .map(CustomDefinition::of)
                        .filter(CustomDefinition::isEstablished)
                        .toList());
        return filled.with(status::writeTo);
    }

    private static void fillIn(JsonObject definition) {
        if (!(definition.get("spec") instanceof JsonObject spec)) {
            return;
        }
        if (spec.get("names") instanceof JsonObject names) {
            String kind = Member.text(names, "kind");
            addIfAbsent(names, "singular", kind.toLowerCase(Locale.ROOT));
            addIfAbsent(names, "listKind", kind.isEmpty() ? "" : kind + "List");
        }
        if (!spec.has("conversion")) {
            JsonObject none = new JsonObject();
            none.addProperty("strategy", "None");
            spec.add("conversion", none);
        }
        if (spec.get("versions") instanceof JsonArray versions) {
            for (JsonElement version : versions) {
                fillInColumns(version);
            }
        }
    }

    private static void fillInColumns(JsonElement version) {
        if (version instanceof JsonObject object) {
            Member.objects(object, "additionalPrinterColumns").stream()
                    .filter(column -> Member.text(column, "name").isEmpty())
                    .forEach(column -> column.addProperty("name", Member.text(column, "jsonPath")));
        }
    }

    private static void addIfAbsent(JsonObject names, String member, String value) {
        if (Member.text(names, member).isEmpty() && !value.isEmpty()) {
            names.addProperty(member, value);
        }
    }
}
