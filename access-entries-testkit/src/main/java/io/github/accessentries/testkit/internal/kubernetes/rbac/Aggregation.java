package io.github.accessentries.testkit.internal.kubernetes.rbac;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one controller that runs in a fake cluster: fills ClusterRoles that have an {@code aggregationRule} with the rules of
 * those that it selects, whenever any ClusterRole changes. Roles may select roles that select others.
 */
public final class Aggregation implements ObjectStore.Listener {

    private static final GroupResource CLUSTER_ROLES = RbacKind.CLUSTER_ROLE.resource();

    /** Longer chains of roles that select each other are not known, and circles may never come to rest. */
    private static final int MOST_ROUNDS = 32;

    private final ObjectStore store;

    /**
     * Fills the roles of a store.
     *
     * @param store whose listener this becomes
     */
    public Aggregation(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void written(
            GroupResource resource, ObjectKey key, Optional<KubeObject> before, Optional<KubeObject> after) {
        if (resource.equals(CLUSTER_ROLES)) {
            fill();
        }
    }

    private void fill() {
        Map<String, KubeObject> roles = new TreeMap<>();
        store.list(CLUSTER_ROLES, "").forEach(role -> roles.put(role.name(), role));
        Map<String, JsonArray> filled = filled(roles);
        filled.forEach((name, rules) ->
                store.write(CLUSTER_ROLES, new ObjectKey("", name), now -> now.map(role -> withRules(role, rules))));
    }

    private static KubeObject withRules(KubeObject role, JsonArray rules) {
        return rules.equals(rulesOf(role)) ? role : role.with(json -> json.add("rules", rules));
    }

    /** The rules that roles are to have, where they have others. */
    static Map<String, JsonArray> filled(Map<String, KubeObject> roles) {
        Map<String, JsonArray> rules = new TreeMap<>();
        roles.forEach((name, role) -> rules.put(name, rulesOf(role)));
        Map<String, JsonArray> changed = new TreeMap<>();
        boolean moved = true;
        for (int round = 0; moved && round < MOST_ROUNDS; round++) {
            moved = false;
            for (KubeObject role : roles.values()) {
                Optional<JsonArray> next =
                        role.object("aggregationRule").map(rule -> gathered(role, rule, roles, rules));
                if (next.isPresent() && !next.get().equals(rules.get(role.name()))) {
                    rules.put(role.name(), next.get());
                    changed.put(role.name(), next.get());
                    moved = true;
                }
            }
        }
        // A circle that does not come to rest is left as it is.
        return moved ? Map.of() : changed;
    }

    private static JsonArray rulesOf(KubeObject role) {
        return role.json().get("rules") instanceof JsonArray rules ? rules : new JsonArray();
    }

    private static JsonArray gathered(
            KubeObject role, JsonObject aggregation, Map<String, KubeObject> roles, Map<String, JsonArray> rules) {
        JsonArray gathered = new JsonArray();
        Set<JsonElement> seen = new HashSet<>();
        for (JsonObject selector : RbacJson.objects(aggregation.get("clusterRoleSelectors"))) {
            for (KubeObject other : roles.values()) {
                @Nullable JsonArray given = rules.get(other.name());
                if (given != null
                        && !other.name().equals(role.name())
                        && LabelMatch.selects(selector, other.labels())) {
                    given.forEach(rule -> {
                        if (seen.add(rule)) {
                            gathered.add(rule);
                        }
                    });
                }
            }
        }
        return gathered;
    }
}
