package io.github.accessentries.testkit.internal.kubernetes.rbac;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Roles and bindings as objects of a cluster, and back. What is read has been checked when it was stored, so whatever does
 * not fit is passed over.
 */
public final class RbacJson {

    private static final String SERVICE_ACCOUNT = "ServiceAccount";

    private RbacJson() {}

    /** The kind of a role. */
    public static RbacKind kindOf(RbacRole role) {
        return role.namespace() == null ? RbacKind.CLUSTER_ROLE : RbacKind.ROLE;
    }

    /** The kind of a binding. */
    public static RbacKind kindOf(RbacBinding binding) {
        return binding.namespace() == null ? RbacKind.CLUSTER_ROLE_BINDING : RbacKind.ROLE_BINDING;
    }

    /** A role as an object. */
    public static KubeObject object(RbacRole role) {
        JsonObject json = object(kindOf(role), role.namespace(), role.name());
        json.add("rules", rules(role.rules()));
        return KubeObject.of(json);
    }

    /** A binding as an object. */
    public static KubeObject object(RbacBinding binding) {
        JsonObject json = object(kindOf(binding), binding.namespace(), binding.name());
        JsonObject roleRef = new JsonObject();
        roleRef.addProperty("apiGroup", RbacKind.GROUP);
        roleRef.addProperty("kind", binding.roleKind());
        roleRef.addProperty("name", binding.role());
        json.add("roleRef", roleRef);
        JsonArray subjects = new JsonArray();
        binding.subjects().forEach(subject -> subjects.add(subject(subject)));
        json.add("subjects", subjects);
        return KubeObject.of(json);
    }

    private static JsonObject object(RbacKind kind, @Nullable String namespace, String name) {
        JsonObject json = new JsonObject();
        json.addProperty("apiVersion", RbacKind.API_VERSION);
        json.addProperty("kind", kind.kind());
        JsonObject metadata = new JsonObject();
        metadata.addProperty("name", name);
        if (namespace != null) {
            metadata.addProperty("namespace", namespace);
        }
        json.add("metadata", metadata);
        return json;
    }

    private static JsonObject subject(RbacSubject subject) {
        JsonObject json = new JsonObject();
        if (!subject.kind().equals(SERVICE_ACCOUNT)) {
            json.addProperty("apiGroup", RbacKind.GROUP);
        }
        json.addProperty("kind", subject.kind());
        json.addProperty("name", subject.name());
        if (subject.namespace() != null) {
            json.addProperty("namespace", subject.namespace());
        }
        return json;
    }

    /** Rules as they stand in objects. */
    public static JsonArray rules(List<Rule> rules) {
        JsonArray array = new JsonArray();
        for (Rule rule : rules) {
            JsonObject json = new JsonObject();
            addTexts(json, "apiGroups", rule.apiGroups());
            addTexts(json, "resources", rule.resources());
            addTexts(json, "resourceNames", rule.resourceNames());
            addTexts(json, "nonResourceURLs", rule.paths());
            addTexts(json, "verbs", rule.verbs());
            array.add(json);
        }
        return array;
    }

    private static void addTexts(JsonObject json, String member, List<String> texts) {
        if (!texts.isEmpty()) {
            JsonArray array = new JsonArray();
            texts.forEach(array::add);
            json.add(member, array);
        }
    }

    /** A role, as it is stored. */
    public static RbacRole role(KubeObject object) {
        return RbacRole.builder()
                .namespace(emptyToNull(object.namespace()))
                .name(object.name())
                .rules(rules(object))
                .build();
    }

    /** The rules of a role, as they are stored. */
    public static List<Rule> rules(KubeObject role) {
        List<Rule> rules = new ArrayList<>();
        for (JsonObject rule : objects(role.json().get("rules"))) {
            rules.add(Rule.asReceived()
                    .verbs(texts(rule, "verbs"))
                    .apiGroups(texts(rule, "apiGroups"))
                    .resources(texts(rule, "resources"))
                    .resourceNames(texts(rule, "resourceNames"))
                    .paths(texts(rule, "nonResourceURLs"))
                    .build());
        }
        return rules;
    }

    /** A binding, as it is stored. */
    public static RbacBinding binding(KubeObject object) {
        JsonObject roleRef = object.object("roleRef").orElseGet(JsonObject::new);
        List<RbacSubject> subjects = new ArrayList<>();
        for (JsonObject subject : objects(object.json().get("subjects"))) {
            subjects.add(RbacSubject.builder()
                    .kind(text(subject, "kind"))
                    .name(text(subject, "name"))
                    .namespace(emptyToNull(text(subject, "namespace")))
                    .build());
        }
        return RbacBinding.builder()
                .namespace(emptyToNull(object.namespace()))
                .name(object.name())
                .roleKind(text(roleRef, "kind"))
                .role(text(roleRef, "name"))
                .subjects(subjects)
                .build();
    }

    /** Whether two objects of one kind mean the same to the library. */
    static boolean saySame(KubeObject left, KubeObject right) {
        return RbacKind.ofKind(left.kind()).filter(RbacKind::isRole).isPresent()
                ? role(left).equals(role(right))
                : binding(left).equals(binding(right));
    }

    /** The objects in a list. */
    public static List<JsonObject> objects(@Nullable JsonElement list) {
        List<JsonObject> objects = new ArrayList<>();
        if (list instanceof JsonArray array) {
            for (JsonElement element : array) {
                if (element instanceof JsonObject object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    /** The texts in a list that is a member. */
    public static List<String> texts(JsonObject object, String member) {
        List<String> texts = new ArrayList<>();
        if (object.get(member) instanceof JsonArray array) {
            for (JsonElement element : array) {
                textOf(element).ifPresent(texts::add);
            }
        }
        return texts;
    }

    /** A member that is a text, empty if it is none. */
    public static String text(JsonObject object, String member) {
        return textOf(object.get(member)).orElse("");
    }

    private static Optional<String> textOf(@Nullable JsonElement element) {
        return element instanceof JsonPrimitive primitive && primitive.isString()
                ? Optional.of(primitive.getAsString())
                : Optional.empty();
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
