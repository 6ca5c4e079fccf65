package io.github.accessentries.rbac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Reason;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Six thousand questions, with the answers that a real kube-apiserver v1.20.2 gave. */
class RbacOracleTest {

    @Test
    void everyAnswer_isThatOfTheApiServer() throws IOException {
        JsonObject oracle = oracle();
        RbacObjects objects = RbacObjects.parse(oracle.get("objects").toString());
        Authorizer authorizer = ClusterAccess.builder().rbac(objects).build().authorizer();
        JsonArray reviews = oracle.getAsJsonArray("reviews");
        List<String> differences = new ArrayList<>();

        for (JsonElement element : reviews) {
            JsonObject review = element.getAsJsonObject();
            Decision decision = authorizer.decide(user(review), request(review));
            if (decision.allowed() != review.get("allowed").getAsBoolean()) {
                differences.add(review + " " + decision);
            }
            decision.reasons().forEach(reason -> assertAllows(reason, objects, user(review), request(review)));
        }

        assertThat(differences).isEmpty();
        assertThat(reviews).hasSize(6_000);
        assertThat(objects.roles()).hasSize(84 + 31);
        assertThat(objects.bindings()).hasSize(55 + 39);
    }

    /** A reason names a binding that is there, in force, for the user, and of a role with a rule that has the request. */
    private static void assertAllows(Reason reason, RbacObjects objects, KubernetesUser user, AccessRequest request) {
        if (reason instanceof GrantedToMasters) {
            assertThat(user.groups()).contains("system:masters");
            return;
        }
        GrantedByBinding ground = (GrantedByBinding) reason;
        RbacBinding binding = objects.bindings().stream()
                .filter(each -> each.name().equals(ground.binding())
                        && Objects.equals(each.namespace(), ground.bindingNamespace()))
                .findFirst()
                .orElseThrow();
        String roleNamespace = ground.roleKind().equals("Role") ? binding.namespace() : null;
        RbacRole role = objects.roles().stream()
                .filter(each -> each.name().equals(ground.role()) && Objects.equals(each.namespace(), roleNamespace))
                .findFirst()
                .orElseThrow();

        assertThat(NaiveModel.allows(ground.rule(), request)).as(reason.text()).isTrue();
        assertThat(role.rules()).contains(ground.rule());
        assertThat(binding.roleKind() + binding.role()).isEqualTo(ground.roleKind() + ground.role());
        assertThat(binding.namespace()).isIn(null, request.namespace().orElse("none"));
        assertThat(binding.subjects())
                .anyMatch(subject -> subject.kind().equals(ground.subjectKind())
                        && ground.subject().startsWith(subject.name()));
        String[] account = ground.subject().split("/", 2);
        switch (ground.subjectKind()) {
            case "Group" -> assertThat(user.groups()).contains(ground.subject());
            case "User" -> assertThat(user.username()).isEqualTo(ground.subject());
            default -> assertThat(user.username()).isEqualTo("system:serviceaccount:" + account[1] + ":" + account[0]);
        }
    }

    private static JsonObject oracle() throws IOException {
        try (Reader reader = new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(RbacOracleTest.class.getResourceAsStream("rbac-oracle.json.gz"))),
                UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        }
    }

    private static KubernetesUser user(JsonObject review) {
        return KubernetesUser.builder()
                .username(review.get("user").getAsString())
                .addAllGroups(review.getAsJsonArray("groups").asList().stream()
                        .map(JsonElement::getAsString)
                        .toList())
                .build();
    }

    private static AccessRequest request(JsonObject review) {
        if (review.has("nonResource")) {
            JsonObject path = review.getAsJsonObject("nonResource");
            return AccessRequest.ofPath(
                    path.get("verb").getAsString(), path.get("path").getAsString());
        }
        JsonObject resource = review.getAsJsonObject("resource");
        return AccessRequest.builder()
                .verb(resource.get("verb").getAsString())
                .apiGroup(text(resource, "group").orElse(""))
                .resource(resource.get("resource").getAsString())
                .subresource(text(resource, "subresource"))
                .name(text(resource, "name"))
                .namespace(text(resource, "namespace"))
                .build();
    }

    private static Optional<String> text(JsonObject object, String member) {
        return Optional.ofNullable(object.get(member))
                .map(JsonElement::getAsString)
                .filter(text -> !text.isEmpty());
    }
}
