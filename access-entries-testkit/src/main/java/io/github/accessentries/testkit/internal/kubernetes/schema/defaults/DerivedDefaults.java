package io.github.accessentries.testkit.internal.kubernetes.schema.defaults;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;

/** Defaults that depend on what else an object says. */
final class DerivedDefaults {

    private static final String LIMITS = "limits";
    private static final String REQUESTS = "requests";

    private DerivedDefaults() {}

    /** Fills in what is missing in an object of a type; says whether anything was. */
    static boolean fill(JsonObject object, String type) {
        return switch (type) {
            case "core/v1.Container", "core/v1.EphemeralContainerCommon" -> imagePullPolicy(object);
            case "core/v1.ServicePort" -> copy(object, "port", "targetPort");
            case "core/v1.Volume" -> emptyDir(object);
            case "core/v1.Pod" -> requests(object);
            case "core/v1.PodSpec" -> serviceAccount(object);
            case "core/v1.Namespace" -> namespaceLabel(object);
            case "core/v1.ReplicationController" -> selector(object);
            case "batch/v1.Job" -> completions(object);
            case "networking/v1.NetworkPolicySpec" -> policyTypes(object);
            case "apiextensions/v1.CustomResourceDefinitionNames" -> names(object);
            default -> false;
        };
    }

    /** An image without a tag, or with the tag latest, may be another one each time. */
    private static boolean imagePullPolicy(JsonObject container) {
        String image = text(container, "image");
        String last = image.substring(image.lastIndexOf('/') + 1);
        boolean moves = !last.contains("@") && (last.indexOf(':') < 0 || last.endsWith(":latest"));
        return add(container, "imagePullPolicy", new JsonPrimitive(moves ? "Always" : "IfNotPresent"));
    }

    private static boolean emptyDir(JsonObject volume) {
        if (volume.size() == 1 && volume.has("name")) {
            volume.add("emptyDir", new JsonObject());
            return true;
        }
        return false;
    }

    /** Who limits a resource without asking for it, asks for the limit. */
    private static boolean requests(JsonObject pod) {
        boolean changed = false;
        JsonObject spec = object(pod, "spec");
        for (String member : List.of("containers", "initContainers")) {
            if (spec.get(member) instanceof JsonArray containers) {
                for (JsonElement container : containers) {
                    changed |= container instanceof JsonObject each && requestLimits(object(each, "resources"));
                }
            }
        }
        return changed;
    }

    private static boolean requestLimits(JsonObject resources) {
        boolean changed = false;
        for (var limit : object(resources, LIMITS).entrySet()) {
            if (!object(resources, REQUESTS).has(limit.getKey())) {
                JsonObject requests = object(resources, REQUESTS);
                requests.add(limit.getKey(), limit.getValue());
                resources.add(REQUESTS, requests);
                changed = true;
            }
        }
        return changed;
    }

    /** The older name of the field says the same. */
    private static boolean serviceAccount(JsonObject spec) {
        return copy(spec, "serviceAccountName", "serviceAccount") || copy(spec, "serviceAccount", "serviceAccountName");
    }

    private static boolean namespaceLabel(JsonObject namespace) {
        JsonObject metadata = object(namespace, "metadata");
        String name = text(metadata, "name");
        JsonObject labels = object(metadata, "labels");
        if (name.isEmpty() || text(labels, "kubernetes.io/metadata.name").equals(name)) {
            return false;
        }
        labels.addProperty("kubernetes.io/metadata.name", name);
        metadata.add("labels", labels);
        return true;
    }

    private static boolean selector(JsonObject controller) {
        JsonObject spec = object(controller, "spec");
        JsonElement labels = object(object(spec, "template"), "metadata").get("labels");
        if (labels == null || spec.has("selector")) {
            return false;
        }
        spec.add("selector", labels.deepCopy());
        return true;
    }

    /** One completion, unless so many run at once that one alone would not be meant. */
    private static boolean completions(JsonObject job) {
        JsonObject spec = object(job, "spec");
        return !spec.has("parallelism") && add(spec, "completions", new JsonPrimitive(1));
    }

    private static boolean policyTypes(JsonObject spec) {
        if (spec.has("policyTypes")) {
            return false;
        }
        JsonArray types = new JsonArray();
        types.add("Ingress");
        if (spec.has("egress")) {
            types.add("Egress");
        }
        spec.add("policyTypes", types);
        return true;
    }

    private static boolean names(JsonObject names) {
        String kind = text(names, "kind");
        if (kind.isEmpty()) {
            return false;
        }
        boolean changed = add(names, "singular", new JsonPrimitive(kind.toLowerCase(Locale.ROOT)));
        return add(names, "listKind", new JsonPrimitive(kind + "List")) || changed;
    }

    private static boolean copy(JsonObject object, String from, String to) {
        if (object.has(to) || !object.has(from)) {
            return false;
        }
        object.add(to, object.get(from).deepCopy());
        return true;
    }

    private static boolean add(JsonObject object, String member, JsonPrimitive value) {
        if (object.has(member)) {
            return false;
        }
        object.add(member, value);
        return true;
    }

    private static JsonObject object(JsonObject holder, String member) {
        return holder.get(member) instanceof JsonObject object ? object : new JsonObject();
    }

    private static String text(JsonObject holder, String member) {
        return holder.get(member) instanceof JsonPrimitive text ? text.getAsString() : "";
    }
}
