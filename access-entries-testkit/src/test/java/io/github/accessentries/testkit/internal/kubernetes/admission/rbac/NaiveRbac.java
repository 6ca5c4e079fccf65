package io.github.accessentries.testkit.internal.kubernetes.admission.rbac;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;

/** Who can do what, found by looking through all stored objects for each question. */
record NaiveRbac(ObjectStore store) {

    /** One permission; an empty namespace is a request in none, an empty name one for no single object. */
    record Permission(String verb, String group, String resource, String name, String namespace) {}

    boolean allows(KubernetesUser user, Permission permission) {
        for (KubeObject binding : all("ClusterRoleBinding")) {
            if (names(binding, user) && roleAllows("ClusterRole", "", binding, permission)) {
                return true;
            }
        }
        for (KubeObject binding : all("RoleBinding")) {
            String kind = binding.json().getAsJsonObject("roleRef").get("kind").getAsString();
            String place = kind.equals("Role") ? binding.namespace() : "";
            if (binding.namespace().equals(permission.namespace())
                    && names(binding, user)
                    && roleAllows(kind, place, binding, permission)) {
                return true;
            }
        }
        return false;
    }

    private List<KubeObject> all(String kind) {
        return store.list(GuardedStore.type(kind).groupResource(), "");
    }

    private static boolean names(KubeObject binding, KubernetesUser user) {
        if (!binding.json().has("subjects")) {
            return false;
        }
        for (JsonElement each : binding.json().getAsJsonArray("subjects")) {
            JsonObject subject = each.getAsJsonObject();
            String name = subject.get("name").getAsString();
            if (subject.get("kind").getAsString().equals("User")
                    ? user.username().equals(name)
                    : user.groups().contains(name)) {
                return true;
            }
        }
        return false;
    }

    private boolean roleAllows(String kind, String namespace, KubeObject binding, Permission permission) {
        String name = binding.json().getAsJsonObject("roleRef").get("name").getAsString();
        for (KubeObject role : all(kind)) {
            if (role.name().equals(name)
                    && role.namespace().equals(namespace)
                    && role.json().has("rules")) {
                for (JsonElement rule : role.json().getAsJsonArray("rules")) {
                    if (ruleAllows(rule.getAsJsonObject(), permission)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean ruleAllows(JsonObject rule, Permission permission) {
        int slash = permission.resource().indexOf('/');
        List<String> resources = texts(rule, "resources");
        boolean resource = resources.contains("*")
                || resources.contains(permission.resource())
                || (slash >= 0 && resources.contains("*" + permission.resource().substring(slash)));
        List<String> names = texts(rule, "resourceNames");
        return resource
                && one(texts(rule, "verbs"), permission.verb())
                && one(texts(rule, "apiGroups"), permission.group())
                && (names.isEmpty() || names.contains(permission.name()));
    }

    private static boolean one(List<String> of, String text) {
        return of.contains("*") || of.contains(text);
    }

    private static List<String> texts(JsonObject rule, String member) {
        List<String> texts = new ArrayList<>();
        if (rule.has(member)) {
            rule.getAsJsonArray(member).forEach(each -> texts.add(each.getAsString()));
        }
        return texts;
    }
}
