package io.github.accessentries.testkit.internal.kubernetes.rbac;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What kube-apiserver does with the default roles and bindings whenever it starts: it makes those that are gone, and adds
 * what is missing of the others, but takes nothing away. An object whose annotation says so is left alone.
 */
final class Restoration {

    private static final String AUTO_UPDATE = "rbac.authorization.kubernetes.io/autoupdate";
    private static final String AGGREGATION = "aggregationRule";
    private static final String SUBJECTS = "subjects";

    private Restoration() {}

    /**
     * The object as it shall be.
     *
     * @param expected as it is by default
     * @param existing as it is now
     * @return the existing one if nothing is missing of it
     */
    static KubeObject restored(KubeObject expected, Optional<KubeObject> existing) {
        if (existing.isEmpty() || !refersToSameRole(expected, existing.get())) {
            return expected;
        }
        KubeObject now = existing.get();
        if (annotation(now).equals("false")) {
            return now;
        }
        KubeObject restored = now.with(json -> {
            JsonObject metadata = json.getAsJsonObject("metadata");
            addMissing(metadata, "labels", expected.metadata());
            addMissing(metadata, "annotations", expected.metadata());
            addRules(json, expected, now);
            addSubjects(json, expected);
        });
        return restored.json().equals(now.json()) ? now : restored;
    }

    private static boolean refersToSameRole(KubeObject expected, KubeObject existing) {
        return expected.object("roleRef").equals(existing.object("roleRef"));
    }

    private static String annotation(KubeObject object) {
        return object.metadata().get("annotations") instanceof JsonObject annotations
                ? RbacJson.text(annotations, AUTO_UPDATE)
                : "";
    }

    private static void addMissing(JsonObject metadata, String member, JsonObject expected) {
        if (expected.get(member) instanceof JsonObject wanted) {
            JsonObject all = metadata.get(member) instanceof JsonObject there ? there : new JsonObject();
            wanted.entrySet().stream()
                    .filter(each -> !all.has(each.getKey()))
                    .forEach(each -> all.add(each.getKey(), each.getValue()));
            metadata.add(member, all);
        }
    }

    private static void addRules(JsonObject json, KubeObject expected, KubeObject now) {
        if (expected.json().has(AGGREGATION)) {
            // Its rules are gathered from others.
            if (!json.has(AGGREGATION)) {
                json.add(AGGREGATION, expected.json().get(AGGREGATION));
            }
            return;
        }
        json.remove(AGGREGATION);
        List<Rule> missing = RuleCoverage.missing(RbacJson.rules(now), RbacJson.rules(expected));
        if (!missing.isEmpty()) {
            add(json, "rules", RbacJson.rules(missing).asList());
        }
    }

    private static void addSubjects(JsonObject json, KubeObject expected) {
        if (expected.json().get(SUBJECTS) instanceof JsonArray wanted) {
            Collection<JsonElement> there = json.get(SUBJECTS) instanceof JsonArray array ? array.asList() : List.of();
            List<JsonElement> missing = wanted.asList().stream()
                    .filter(each -> !there.contains(each))
                    .toList();
            if (!missing.isEmpty()) {
                add(json, SUBJECTS, missing);
            }
        }
    }

    private static void add(JsonObject json, String member, List<JsonElement> more) {
        JsonArray all = json.get(member) instanceof JsonArray there ? there : new JsonArray();
        more.forEach(all::add);
        json.add(member, all);
    }
}
