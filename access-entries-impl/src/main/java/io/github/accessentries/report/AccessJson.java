package io.github.accessentries.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What gives access, as JSON: entries and objects of RBAC. */
final class AccessJson {

    private AccessJson() {}

    /** An entry with all that it has. */
    static JsonObject entry(AccessEntry entry) {
        JsonObject json = entryWithoutPolicies(entry);
        json.add(
                "policies",
                JsonReport.list(entry.policies(), association -> policy(association.policy(), association.scope())));
        return json;
    }

    static JsonObject entryWithoutPolicies(AccessEntry entry) {
        JsonObject json = new JsonObject();
        json.addProperty("type", entry.type().name());
        json.addProperty("username", entry.username());
        json.add("groups", sorted(entry.groups()));
        json.add("tags", pairs(entry.tags()));
        return json;
    }

    static JsonObject user(String username, Collection<String> groups) {
        JsonObject json = new JsonObject();
        json.addProperty("username", username);
        json.add("groups", sorted(groups));
        return json;
    }

    static JsonObject tags(Map<String, String> tags) {
        JsonObject json = new JsonObject();
        json.add("tags", pairs(tags));
        return json;
    }

    static JsonObject policy(AccessPolicy policy, AccessScope scope) {
        JsonObject json = new JsonObject();
        json.addProperty("policy", policy.id());
        JsonObject place = new JsonObject();
        place.addProperty("type", scope.type());
        if (!scope.namespaces().isEmpty()) {
            place.add("namespaces", JsonReport.texts(scope.namespaces()));
        }
        json.add("scope", place);
        return json;
    }

    static JsonObject object(RbacObject object) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", object.kind());
        addNamespace(json, object.namespace());
        json.addProperty("name", object.name());
        json.add("labels", pairs(object.labels()));
        json.add("annotations", pairs(object.annotations()));
        if (object instanceof RbacBinding binding) {
            json.addProperty("roleKind", binding.roleKind());
            json.addProperty("role", binding.role());
            json.add("subjects", JsonReport.list(binding.subjects(), AccessJson::subject));
        }
        if (object instanceof RbacRole role) {
            json.add("rules", JsonReport.list(role.rules(), JsonReport::rule));
        }
        return json;
    }

    private static JsonObject subject(RbacSubject subject) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", subject.kind());
        addNamespace(json, subject.namespace());
        json.addProperty("name", subject.name());
        return json;
    }

    private static void addNamespace(JsonObject json, @Nullable String namespace) {
        if (namespace != null) {
            json.addProperty("namespace", namespace);
        }
    }

    private static JsonArray sorted(Collection<String> names) {
        return JsonReport.list(new TreeSet<>(names), JsonPrimitive::new);
    }

    private static JsonObject pairs(Map<String, String> pairs) {
        JsonObject json = new JsonObject();
        new TreeMap<>(pairs).forEach(json::addProperty);
        return json;
    }
}
