package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ClusterRoles that are filled in from others, against what a controller does round by round until nothing moves. */
class AggregatedRolesTest {

    private static final List<String> KEYS = List.of("a", "b", "c");
    private static final List<String> VALUES = List.of("", "x", "y");
    private static final List<String> OPERATORS = List.of("In", "NotIn", "Exists", "DoesNotExist");

    private static JsonObject role(String name) {
        JsonObject metadata = new JsonObject();
        metadata.addProperty("name", name);
        metadata.add("labels", new JsonObject());
        JsonObject role = new JsonObject();
        role.addProperty("kind", "ClusterRole");
        role.add("metadata", metadata);
        return role;
    }

    private static JsonObject selector(SplittableRandom random) {
        JsonObject labels = new JsonObject();
        JsonArray expressions = new JsonArray();
        for (int i = random.nextInt(2); i > 0; i--) {
            labels.addProperty(KEYS.get(random.nextInt(3)), VALUES.get(random.nextInt(3)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            JsonObject expression = new JsonObject();
            expression.addProperty("key", KEYS.get(random.nextInt(3)));
            String operator = OPERATORS.get(random.nextInt(4));
            expression.addProperty("operator", operator);
            JsonArray values = new JsonArray();
            if (operator.endsWith("In")) {
                values.add(VALUES.get(random.nextInt(3)));
                values.add(VALUES.get(random.nextInt(3)));
            }
            expression.add("values", values);
            expressions.add(expression);
        }
        JsonObject selector = new JsonObject();
        selector.add("matchLabels", labels);
        selector.add("matchExpressions", expressions);
        return selector;
    }

    private static JsonArray roles(SplittableRandom random) {
        JsonArray roles = new JsonArray();
        for (int i = 2 + random.nextInt(8); i > 0; i--) {
            JsonObject role = role("r" + i);
            for (int j = random.nextInt(3); j > 0; j--) {
                role.getAsJsonObject("metadata")
                        .getAsJsonObject("labels")
                        .addProperty(KEYS.get(random.nextInt(3)), VALUES.get(random.nextInt(3)));
            }
            if (random.nextInt(2) == 0) {
                JsonArray selectors = new JsonArray();
                for (int j = 1 + random.nextInt(2); j > 0; j--) {
                    selectors.add(selector(random));
                }
                JsonObject rule = new JsonObject();
                rule.add("clusterRoleSelectors", selectors);
                role.add("aggregationRule", rule);
            } else {
                JsonArray verbs = new JsonArray();
                verbs.add("v" + i);
                JsonObject rule = new JsonObject();
                rule.add("verbs", verbs);
                JsonArray rules = new JsonArray();
                rules.add(rule);
                role.add("rules", rules);
            }
            roles.add(role);
        }
        return roles;
    }

    /** By the verbs alone, and with labels as JSON. */
    private static Map<String, Set<String>> naive(JsonArray roles) {
        Map<String, Set<String>> verbs = new TreeMap<>();
        roles.forEach(each -> {
            JsonObject role = each.getAsJsonObject();
            Set<String> own = new HashSet<>();
            if (role.has("rules")) {
                own.add("v" + name(role).substring(1));
            }
            verbs.put(name(role), own);
        });
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int i = 0; i < roles.size(); i++) {
                JsonObject to = roles.get(i).getAsJsonObject();
                for (int j = 0; to.has("aggregationRule") && j < roles.size(); j++) {
                    JsonObject from = roles.get(j).getAsJsonObject();
                    moved |= selects(to, from)
                            && Objects.requireNonNull(verbs.get(name(to)))
                                    .addAll(Objects.requireNonNull(verbs.get(name(from))));
                }
            }
        }
        return verbs;
    }

    private static String name(JsonObject role) {
        return role.getAsJsonObject("metadata").get("name").getAsString();
    }

    private static boolean selects(JsonObject to, JsonObject from) {
        JsonObject labels = from.getAsJsonObject("metadata").getAsJsonObject("labels");
        for (var selector : to.getAsJsonObject("aggregationRule").getAsJsonArray("clusterRoleSelectors")) {
            boolean all = true;
            for (var label :
                    selector.getAsJsonObject().getAsJsonObject("matchLabels").entrySet()) {
                all &= label.getValue().equals(labels.get(label.getKey()));
            }
            for (var each : selector.getAsJsonObject().getAsJsonArray("matchExpressions")) {
                JsonObject expression = each.getAsJsonObject();
                String key = expression.get("key").getAsString();
                boolean among =
                        labels.has(key) && expression.getAsJsonArray("values").contains(labels.get(key));
                all &= switch (expression.get("operator").getAsString()) {
                    case "In" -> among;
                    case "NotIn" -> !among;
                    case "Exists" -> labels.has(key);
                    default -> !labels.has(key);
                };
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(longs = {20261127, 1, 2, 3})
    void rules_areThoseOfAController(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            JsonArray roles = roles(random);

            RbacObjects objects = RbacObjects.parse(roles.toString());

            Map<String, Set<String>> found = objects.roles().stream()
                    .collect(Collectors.toMap(
                            RbacRole::name,
                            role -> role.rules().stream()
                                    .flatMap(rule -> rule.verbs().stream())
                                    .collect(Collectors.toSet())));
            assertThat(found).as("seed %s, round %s: %s", seed, round, roles).isEqualTo(naive(roles));
            assertThat(objects.faults()).hasSize((int) objects.roles().stream()
                    .filter(role -> has(roles, role.name(), "aggregationRule"))
                    .count());
        }
    }

    private static boolean has(JsonArray roles, String name, String member) {
        return roles.asList().stream()
                .map(each -> each.getAsJsonObject())
                .anyMatch(role -> name(role).equals(name) && role.has(member));
    }

    @Test
    void rolesThatSelectAllOthers_doNotMultiplyWithoutEnd() {
        JsonArray roles = new JsonArray();
        for (int i = 0; i < 3_000; i++) {
            JsonObject role = role("all-" + i);
            JsonArray selectors = new JsonArray();
            selectors.add(new JsonObject());
            JsonObject rule = new JsonObject();
            rule.add("clusterRoleSelectors", selectors);
            role.add("aggregationRule", rule);
            JsonObject own = new JsonObject();
            JsonArray verbs = new JsonArray();
            verbs.add("v" + i);
            own.add("verbs", verbs);
            JsonArray rules = new JsonArray();
            rules.add(own);
            role.add("rules", rules);
            roles.add(role);
        }

        RbacObjects objects = RbacObjects.parse(roles.toString());

        assertThat(objects.roles()).hasSize(3_000);
        assertThat(objects.roles().stream()
                        .mapToInt(role -> role.rules().size())
                        .sum())
                .isLessThan(1_100_000);
        assertThat(objects.faults())
                .anySatisfy(fault -> assertThat(fault).contains("selects more roles than are followed here"));
    }

    /** The controllers of a cluster have done it, and what they left empty is empty. */
    @Test
    void rolesOfACluster_areTakenAsTheyStand() {
        RbacObjects objects = RbacObjects.read(path -> Optional.of(path.contains("/clusterroles") ? """
                        {"items": [{"metadata": {"name": "ops"},
                          "aggregationRule": {"clusterRoleSelectors": [{"matchLabels": {"to": "ops"}}]}},
                         {"metadata": {"name": "pods", "labels": {"to": "ops"}}, "rules": [{"verbs": ["get"]}]}]}""" : """
                        {"items": []}"""));

        assertThat(objects.faults()).isEmpty();
        assertThat(objects.roles())
                .filteredOn(role -> role.name().equals("ops"))
                .flatExtracting(RbacRole::rules)
                .isEqualTo(List.<Rule>of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a_b", "a/b", "-a", "${NAMESPACE}", "\n"})
    void namespace_thatNoneCanHave_isRefused(String namespace) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RbacObjects.reader().namespace(namespace))
                .withMessageContaining("cannot be the name of a namespace");
    }
}
