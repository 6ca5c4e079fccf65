package io.github.accessentries.testkit.internal.kubernetes.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.LabelSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is wrong with the metadata of an object, whatever else it is. */
final class MetadataFaults {

    private static final int MOST_BYTES_OF_ANNOTATIONS = 256 << 10;

    private MetadataFaults() {}

    /** Refuses an object whose metadata cannot be like that. */
    static void require(ResourceType type, KubeObject object) {
        List<Cause> causes = new ArrayList<>();
        addName(causes, type, object);
        addLabels(causes, object);
        addAnnotations(causes, object.metadata());
        addOwners(causes, object.metadata());
        for (String finalizer : object.finalizers()) {
            LabelSyntax.keyFaults(finalizer)
                    .forEach(fault -> causes.add(Cause.invalid("metadata.finalizers", quoted(finalizer), fault)));
        }
        if (!causes.isEmpty()) {
            throw ApiFaults.invalid(type, object.name(), causes);
        }
    }

    private static void addName(List<Cause> causes, ResourceType type, KubeObject object) {
        if (object.name().isEmpty()) {
            causes.add(Cause.required("metadata.name", "name or generateName is required"));
            return;
        }
        ObjectNames.syntax(type)
                .faults(object.name())
                .forEach(fault -> causes.add(Cause.invalid("metadata.name", quoted(object.name()), fault)));
    }

    private static void addLabels(List<Cause> causes, KubeObject object) {
        for (Map.Entry<String, String> label : object.labels().entrySet()) {
            LabelSyntax.keyFaults(label.getKey())
                    .forEach(fault -> causes.add(Cause.invalid("metadata.labels", quoted(label.getKey()), fault)));
            LabelSyntax.valueFaults(label.getValue())
                    .forEach(fault -> causes.add(Cause.invalid("metadata.labels", quoted(label.getValue()), fault)));
        }
    }

    /** The keys of annotations may have capital letters in their prefix, unlike those of labels. */
    private static void addAnnotations(List<Cause> causes, JsonObject metadata) {
        if (!(metadata.get("annotations") instanceof JsonObject annotations)) {
            return;
        }
        int size = 0;
        for (Map.Entry<String, JsonElement> annotation : annotations.entrySet()) {
            String key = annotation.getKey();
            LabelSyntax.keyFaults(key.toLowerCase(java.util.Locale.ROOT))
                    .forEach(fault -> causes.add(Cause.invalid("metadata.annotations", quoted(key), fault)));
            size += key.getBytes(UTF_8).length
                    + annotation.getValue().getAsString().getBytes(UTF_8).length;
        }
        if (size > MOST_BYTES_OF_ANNOTATIONS) {
            causes.add(new Cause(
                    "FieldValueTooLong",
                    "metadata.annotations",
                    "Too long: may not be more than " + MOST_BYTES_OF_ANNOTATIONS + " bytes"));
        }
    }

    private static void addOwners(List<Cause> causes, JsonObject metadata) {
        if (!(metadata.get("ownerReferences") instanceof com.google.gson.JsonArray owners)) {
            return;
        }
        for (JsonElement owner : owners) {
            for (String member : List.of("apiVersion", "kind", "name", "uid")) {
                if (!(owner instanceof JsonObject reference)
                        || !(reference.get(member) instanceof JsonPrimitive text)
                        || text.getAsString().isEmpty()) {
                    causes.add(Cause.invalid("metadata.ownerReferences." + member, "\"\"", "must not be empty"));
                }
            }
        }
    }

    static String quoted(String text) {
        return new JsonPrimitive(text).toString();
    }
}
