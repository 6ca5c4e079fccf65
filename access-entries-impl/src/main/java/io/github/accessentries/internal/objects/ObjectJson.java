package io.github.accessentries.internal.objects;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.kubernetes.OwnMarks;
import java.util.List;
import java.util.Map;

/** Objects of RBAC as Kubernetes has them on the wire. */
final class ObjectJson {

    private static final String GROUP = "rbac.authorization.k8s.io";

    private ObjectJson() {}

    /** A new object. */
    static JsonObject of(RbacObject object) {
        JsonObject metadata = new JsonObject();
        metadata.addProperty("name", object.name());
        if (object.namespace() != null) {
            metadata.addProperty("namespace", object.namespace());
        }
        JsonObject json = new JsonObject();
        json.addProperty("apiVersion", GROUP + "/v1");
        json.addProperty("kind", object.kind());
        json.add("metadata", metadata);
        if (object instanceof RbacBinding binding) {
            JsonObject roleRef = new JsonObject();
            roleRef.addProperty("apiGroup", GROUP);
            roleRef.addProperty("kind", binding.roleKind());
            roleRef.addProperty("name", binding.role());
            json.add("roleRef", roleRef);
        }
        write(object, json);
        return json;
    }

    /** Writes what an object gives, and its marks, into one that was read; all else stays. */
    static void write(RbacObject object, JsonObject json) {
        if (object instanceof RbacRole role) {
            json.add("rules", rules(role.rules()));
        } else if (object instanceof RbacBinding binding) {
            json.add("subjects", subjects(binding.subjects()));
        }
        JsonObject metadata = json.getAsJsonObject("metadata");
        mark(metadata, "labels", object.labels());
        mark(metadata, "annotations", object.annotations());
    }

    private static void mark(JsonObject metadata, String member, Map<String, String> marks) {
        JsonObject written = new JsonObject();
        if (metadata.get(member) instanceof JsonObject present) {
            for (Map.Entry<String, JsonElement> mark : present.entrySet()) {
                if (!OwnMarks.isOwn(mark.getKey())) {
                    written.add(mark.getKey(), mark.getValue());
                }
            }
        }
        marks.forEach(written::addProperty);
        metadata.add(member, written);
    }

    private static JsonArray rules(List<Rule> rules) {
        JsonArray array = new JsonArray();
        for (Rule rule : rules) {
            JsonObject json = new JsonObject();
            json.add("verbs", texts(rule.verbs()));
            addUnlessEmpty(json, "apiGroups", rule.apiGroups());
            addUnlessEmpty(json, "resources", rule.resources());
            addUnlessEmpty(json, "resourceNames", rule.resourceNames());
            addUnlessEmpty(json, "nonResourceURLs", rule.paths());
            array.add(json);
        }
        return array;
    }

    private static void addUnlessEmpty(JsonObject json, String member, List<String> texts) {
        if (!texts.isEmpty()) {
            json.add(member, texts(texts));
        }
    }

    private static JsonArray texts(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private static JsonArray subjects(List<RbacSubject> subjects) {
        JsonArray array = new JsonArray();
        for (RbacSubject subject : subjects) {
            JsonObject json = new JsonObject();
            json.addProperty("kind", subject.kind());
            if (!subject.kind().equals(RbacSubject.SERVICE_ACCOUNT)) {
                json.addProperty("apiGroup", GROUP);
            }
            json.addProperty("name", subject.name());
            if (subject.namespace() != null) {
                json.addProperty("namespace", subject.namespace());
            }
            array.add(json);
        }
        return array;
    }

    /** Whether a cluster fills in the rules of a role from other roles, so that what is written there does not stay. */
    static boolean isFilledIn(JsonObject json) {
        return json.get("aggregationRule") instanceof JsonObject rule && rule.size() > 0;
    }

    /** The text of a member of the metadata; empty if there is none. */
    static String ofMetadata(JsonObject json, String member) {
        return json.get("metadata") instanceof JsonObject metadata && metadata.get(member) instanceof JsonPrimitive text
                ? text.getAsString()
                : "";
    }
}
