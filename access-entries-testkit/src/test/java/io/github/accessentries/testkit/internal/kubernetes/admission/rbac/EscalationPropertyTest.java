package io.github.accessentries.testkit.internal.kubernetes.admission.rbac;

import static io.github.accessentries.testkit.internal.kubernetes.admission.rbac.GuardedStore.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.testkit.internal.kubernetes.admission.rbac.NaiveRbac.Permission;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random people change random roles and bindings. Nobody of them may use the verbs {@code escalate} and {@code bind}, so
 * whatever somebody gains by a change, he who made it had before. And who can do what is decided as by looking at everything.
 */
class EscalationPropertyTest {

    private static final int STEPS = 200;
    private static final KubernetesUser MASTER = user("root", "system:masters");
    private static final List<KubernetesUser> PEOPLE =
            List.of(user("ana", "devs"), user("bob", "devs", "ops"), user("eve"), user("joe", "ops"));
    private static final List<String> VERBS = List.of("get", "list", "frobnicate");
    private static final List<String> GROUPS = List.of("", "x.io");
    private static final List<String> RESOURCES = List.of("pods", "pods/log", "secrets", "widgets");
    private static final List<String> NAMES = List.of("", "web");
    private static final List<String> NAMESPACES = List.of("", "team-a", "team-b");
    private static final List<Permission> ALL = all();

    private final GuardedStore cluster = new GuardedStore();
    private final NaiveRbac naive = new NaiveRbac(cluster.store);

    private static List<Permission> all() {
        List<Permission> all = new ArrayList<>();
        for (String verb : VERBS) {
            for (String group : GROUPS) {
                for (String resource : RESOURCES) {
                    for (String name : NAMES) {
                        NAMESPACES.forEach(place -> all.add(new Permission(verb, group, resource, name, place)));
                    }
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverSomebodyGains_wasHeldByWhoeverGaveIt(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 24; i++) {
            apply(MASTER, random, true);
        }
        int refused = 0;
        int given = 0;
        Map<String, Set<Permission>> held = held();
        for (int step = 0; step < STEPS; step++) {
            if (step % 4 == 0) {
                // Else there is soon nothing left to give.
                apply(MASTER, random, true);
                held = held();
            }
            KubernetesUser actor = one(PEOPLE, random);
            Map<String, Set<Permission>> before = held;
            Optional<ApiFault> fault = apply(actor, random, false);
            if (fault.isPresent()) {
                refused += fault.get().code() == 403 ? 1 : 0;
                continue;
            }
            Map<String, Set<Permission>> after = held();
            after.forEach((name, permissions) -> {
                Set<Permission> gained = new HashSet<>(permissions);
                gained.removeAll(before.get(name));
                assertThat(before.get(actor.username()))
                        .as("seed %d: what %s gains by a change of %s", seed, name, actor.username())
                        .containsAll(gained);
            });
            given += after.equals(before) ? 0 : 1;
            held = after;
            if (step % 25 == 0) {
                theLibraryDecidesTheSame(after);
            }
        }
        assertThat(refused).as("refused").isGreaterThan(20);
        assertThat(given).as("changes of what somebody has").isGreaterThan(10);
    }

    private void theLibraryDecidesTheSame(Map<String, Set<Permission>> held) {
        Authorizer library =
                ClusterAccess.builder().rbac(cluster.rbac.objects()).build().authorizer();
        for (KubernetesUser person : PEOPLE) {
            for (Permission permission : ALL) {
                assertThat(library.decide(person, request(permission)).allowed())
                        .as("%s, %s", person.username(), permission)
                        .isEqualTo(
                                held.getOrDefault(person.username(), Set.of()).contains(permission));
            }
        }
    }

    private static AccessRequest request(Permission permission) {
        int slash = permission.resource().indexOf('/');
        return AccessRequest.asReceived()
                .verb(permission.verb())
                .apiGroup(permission.group())
                .resource(
                        slash < 0
                                ? permission.resource()
                                : permission.resource().substring(0, slash))
                .subresource(Optional.of(slash < 0 ? "" : permission.resource().substring(slash + 1))
                        .filter(part -> !part.isEmpty()))
                .name(Optional.of(permission.name()).filter(name -> !name.isEmpty()))
                .namespace(Optional.of(permission.namespace()).filter(name -> !name.isEmpty()))
                .build();
    }

    private Map<String, Set<Permission>> held() {
        Map<String, Set<Permission>> held = new TreeMap<>();
        for (KubernetesUser person : PEOPLE) {
            Set<Permission> own = new HashSet<>();
            ALL.stream().filter(each -> naive.allows(person, each)).forEach(own::add);
            held.put(person.username(), own);
        }
        return held;
    }

    private Optional<ApiFault> apply(KubernetesUser actor, Random random, boolean seeding) {
        String kind = one(List.of("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"), random);
        String namespace = kind.startsWith("Cluster") ? "" : one(List.of("team-a", "team-b"), random);
        String name = "o" + random.nextInt(4);
        try {
            if (!seeding && random.nextInt(12) == 0) {
                cluster.delete(actor, kind, new ObjectKey(namespace, name));
            } else {
                cluster.put(
                        actor,
                        kind.endsWith("Role")
                                ? role(kind, namespace, name, random)
                                : binding(kind, namespace, name, random));
            }
            return Optional.empty();
        } catch (ApiFault fault) {
            return Optional.of(fault);
        }
    }

    private static JsonObject object(String kind, String namespace, String name) {
        JsonObject metadata = new JsonObject();
        metadata.addProperty("name", name);
        if (!namespace.isEmpty()) {
            metadata.addProperty("namespace", namespace);
        }
        JsonObject object = new JsonObject();
        object.addProperty("apiVersion", "rbac.authorization.k8s.io/v1");
        object.addProperty("kind", kind);
        object.add("metadata", metadata);
        return object;
    }

    private KubeObject role(String kind, String namespace, String name, Random random) {
        JsonArray rules = new JsonArray();
        for (int i = random.nextInt(2); i >= 0; i--) {
            rules.add(random.nextInt(3) == 0 ? freshRule(random) : alteredRule(random));
        }
        JsonObject object = object(kind, namespace, name);
        object.add("rules", rules);
        if (kind.equals("ClusterRole") && random.nextInt(3) == 0) {
            JsonObject labels = new JsonObject();
            labels.addProperty("rbac.authorization.k8s.io/aggregate-to-view", "true");
            object.getAsJsonObject("metadata").add("labels", labels);
        }
        return KubeObject.of(object);
    }

    private static JsonObject freshRule(Random random) {
        boolean named = random.nextInt(3) == 0;
        JsonObject rule = new JsonObject();
        rule.add("verbs", some(VERBS, random));
        rule.add("apiGroups", some(GROUPS, random));
        rule.add("resources", named ? texts(one(RESOURCES, random)) : some(RESOURCES, random));
        if (named) {
            rule.add("resourceNames", texts(one(List.of("web", "db"), random)));
        }
        return rule;
    }

    /** Most of what people write is near to what somebody has, so that it is a little less, or a little more. */
    private JsonObject alteredRule(Random random) {
        List<JsonObject> rules = new ArrayList<>();
        for (String kind : List.of("Role", "ClusterRole")) {
            cluster.store.list(GuardedStore.type(kind).groupResource(), "").stream()
                    .filter(role -> role.name().matches("o[0-9]"))
                    .forEach(role -> role.json()
                            .getAsJsonArray("rules")
                            .forEach(rule -> rules.add(rule.getAsJsonObject().deepCopy())));
        }
        if (rules.isEmpty()) {
            return freshRule(random);
        }
        JsonObject rule = one(rules, random);
        switch (random.nextInt(7)) {
            case 0 -> rule.remove("resourceNames");
            case 1 -> rule.add("verbs", texts(one(VERBS, random)));
            case 2 -> rule.add("apiGroups", texts(one(List.of("", "x.io", "*"), random)));
            case 3 -> {
                rule.add("resources", texts(one(List.of("pods", "pods/log", "*/log", "*"), random)));
                rule.add("resourceNames", texts("web"));
            }
            case 4 -> {
                rule.add("resources", texts(one(List.of("pods", "pods/log", "*/log", "*", "secrets"), random)));
            }
            default -> {
                // It stays as it is.
            }
        }
        return rule;
    }

    private static KubeObject binding(String kind, String namespace, String name, Random random) {
        String roleKind = kind.equals("RoleBinding") && random.nextBoolean() ? "Role" : "ClusterRole";
        JsonObject roleRef = new JsonObject();
        roleRef.addProperty("kind", roleKind);
        roleRef.addProperty(
                "name", roleKind.equals("ClusterRole") && random.nextInt(5) == 0 ? "view" : "o" + random.nextInt(4));
        JsonObject subject = new JsonObject();
        boolean group = random.nextBoolean();
        subject.addProperty("kind", group ? "Group" : "User");
        subject.addProperty(
                "name",
                group
                        ? one(List.of("devs", "ops"), random)
                        : one(PEOPLE, random).username());
        JsonArray subjects = new JsonArray();
        subjects.add(subject);
        JsonObject object = object(kind, namespace, name);
        object.add("roleRef", roleRef);
        object.add("subjects", subjects);
        return KubeObject.of(object);
    }

    /** Sometimes all, which for verbs would be escalate and bind as well, so those stay single. */
    private static JsonArray some(List<String> of, Random random) {
        if (of != VERBS && random.nextInt(6) == 0) {
            return texts("*");
        }
        JsonArray some = new JsonArray();
        of.stream().filter(each -> random.nextBoolean()).forEach(some::add);
        return some.isEmpty() ? texts(of.get(0)) : some;
    }

    private static JsonArray texts(String text) {
        JsonArray texts = new JsonArray();
        texts.add(text);
        return texts;
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
