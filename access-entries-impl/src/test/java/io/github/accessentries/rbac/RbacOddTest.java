package io.github.accessentries.rbac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Odd rules and clusters, with what the RBAC code of Kubernetes v1.20.2 decides about them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RbacOddTest {

    private JsonObject data = new JsonObject();

    @BeforeAll
    void read() throws IOException {
        try (Reader reader = new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(RbacOddTest.class.getResourceAsStream("rbac-odd.json.gz"))),
                UTF_8)) {
            data = JsonParser.parseReader(reader).getAsJsonObject();
        }
    }

    @Test
    void everyRule_allowsWhatItAllowsInKubernetes() {
        List<String> differences = new ArrayList<>();
        int asked = 0;
        for (JsonElement element : data.getAsJsonArray("rules")) {
            JsonObject each = element.getAsJsonObject();
            Rule rule = rule(each.getAsJsonObject("rule"));
            RuleIndex index = new RuleIndex(List.of(rule));
            GrantedPermissions<Reason> set = new GrantedPermissions<>();
            set.add(Where.cluster(), rule, List.of());
            Permissions permissions =
                    Permissions.of(Telling.plain().permissions(set.reduced().merged()), List.of());
            for (JsonElement ask : each.getAsJsonArray("asks")) {
                asked++;
                AccessRequest request = request(ask.getAsJsonArray());
                boolean expected = answer(ask.getAsJsonArray());
                if (rule.allows(request) != expected
                        || (index.first(request) != null) != expected
                        || permissions.allows(request) != expected) {
                    differences.add(rule + ": " + ask);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(asked).isEqualTo(8_000);
    }

    @Test
    void everyRuleWrittenAsText_isReadAsItIs() {
        int texts = 0;
        for (JsonElement element : data.getAsJsonArray("rules")) {
            JsonObject each = element.getAsJsonObject();
            if (each.has("text")) {
                texts++;
                RbacObjects objects = RbacObjects.parse(each.get("text").getAsString());
                assertThat(objects.faults()).isEmpty();
                assertThat(objects.roles())
                        .singleElement()
                        .satisfies(
                                role -> assertThat(role.rules()).containsExactly(rule(each.getAsJsonObject("rule"))));
            }
        }
        assertThat(texts).isEqualTo(80);
    }

    @Test
    void everyQuestion_isDecidedAsInKubernetes() {
        List<String> differences = new ArrayList<>();
        int asked = 0;
        for (JsonElement element : data.getAsJsonArray("clusters")) {
            JsonObject cluster = element.getAsJsonObject();
            AccessModel model = model(cluster);
            List<AccessRequest> requests = requests(cluster);
            Map<KubernetesUser, Permissions> permissions = new HashMap<>();
            for (JsonElement question : cluster.getAsJsonArray("questions")) {
                asked++;
                JsonArray parts = question.getAsJsonArray();
                KubernetesUser user = user(cluster.getAsJsonArray("askers")
                        .get(parts.get(0).getAsInt())
                        .getAsJsonObject());
                AccessRequest request = requests.get(parts.get(1).getAsInt());
                boolean expected = answer(parts);
                if (model.authorizer().decide(user, request).allowed() != expected
                        || permissions
                                        .computeIfAbsent(user, model::permissionsOf)
                                        .allows(request)
                                != expected
                        || model.grantsOf(user).stream().anyMatch(grant -> grant.allows(request)) != expected) {
                    differences.add(user + ", " + request + ": " + expected);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(asked).isEqualTo(6_000);
    }

    @Test
    void whoCan_findsThoseWhomKubernetesAllows() {
        List<String> differences = new ArrayList<>();
        int asked = 0;
        for (JsonElement element : data.getAsJsonArray("clusters")) {
            JsonObject cluster = element.getAsJsonObject();
            AccessModel model = model(cluster);
            List<AccessRequest> requests = requests(cluster);
            List<String> subjects = cluster.getAsJsonArray("subjects").asList().stream()
                    .map(subject -> subject(subject.getAsJsonArray()))
                    .toList();
            assertThat(model.subjects()).extracting(Subject::toString).containsExactlyInAnyOrderElementsOf(subjects);
            for (int i = 0; i < requests.size(); i++) {
                asked++;
                Set<String> expected = named(cluster, "who", i, subjects);
                Set<String> found = new TreeSet<>();
                for (Holder holder : model.whoCan(requests.get(i))) {
                    found.add(holder.subject().toString());
                }
                found.removeAll(named(cluster, "may", i, subjects));
                if (!found.equals(expected)) {
                    differences.add(requests.get(i) + ": " + found + " instead of " + expected);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(asked).isEqualTo(1_600);
    }

    private static Set<String> named(JsonObject cluster, String list, int request, List<String> subjects) {
        Set<String> names = new TreeSet<>();
        cluster.getAsJsonArray(list)
                .get(request)
                .getAsJsonArray()
                .forEach(number -> names.add(subjects.get(number.getAsInt())));
        return names;
    }

    private static String subject(JsonArray parts) {
        String first = parts.get(1).getAsString();
        return switch (parts.get(0).getAsString()) {
            case "User" -> new Subject.User(first).toString();
            case "Group" -> new Subject.Group(first).toString();
            default -> new Subject.ServiceAccount(first, parts.get(2).getAsString()).toString();
        };
    }

    private static AccessModel model(JsonObject cluster) {
        return ClusterAccess.builder()
                .rbac(RbacObjects.parse(cluster.get("objects").toString()))
                .build();
    }

    private static List<AccessRequest> requests(JsonObject cluster) {
        return cluster.getAsJsonArray("requests").asList().stream()
                .map(request -> request(request.getAsJsonArray()))
                .toList();
    }

    private static KubernetesUser user(JsonObject asker) {
        return KubernetesUser.builder()
                .username(asker.get("user").getAsString())
                .addAllGroups(texts(asker, "groups"))
                .build();
    }

    private static boolean answer(JsonArray parts) {
        return parts.get(parts.size() - 1).getAsInt() == 1;
    }

    /** As a review has it, where a part that is absent is the empty text. */
    private static AccessRequest request(JsonArray parts) {
        AccessRequest.Builder request =
                AccessRequest.asReceived().verb(parts.get(0).getAsString());
        return parts.size() < 6
                ? request.path(parts.get(1).getAsString()).build()
                : request.apiGroup(parts.get(1).getAsString())
                        .resource(parts.get(2).getAsString())
                        .subresource(parts.get(3).getAsString())
                        .name(parts.get(4).getAsString())
                        .namespace(parts.get(5).getAsString())
                        .build();
    }

    private static Rule rule(JsonObject rule) {
        return Rule.asReceived()
                .verbs(texts(rule, "verbs"))
                .apiGroups(texts(rule, "apiGroups"))
                .resources(texts(rule, "resources"))
                .resourceNames(texts(rule, "resourceNames"))
                .paths(texts(rule, "nonResourceURLs"))
                .build();
    }

    private static List<String> texts(JsonObject object, String member) {
        return object.get(member) instanceof JsonArray array
                ? array.asList().stream().map(JsonElement::getAsString).toList()
                : List.of();
    }
}
