package io.github.accessentries.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.webhook.SubjectAccessReviewHandler;
import io.github.accessentries.webhook.WebhookAnswer;
import java.util.function.Consumer;

/** SubjectAccessReviews: only the one user, for the one request that is granted, is allowed it. */
final class FuzzedAccessReviews implements Consumer<byte[]> {

    private final SubjectAccessReviewHandler handler = SubjectAccessReviewHandler.of(
            ClusterAccess.builder().rbac(RbacObjects.parse("""
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: Role
                    metadata: {name: reader, namespace: team-a}
                    rules: [{verbs: [get], apiGroups: [""], resources: [pods]}]
                    ---
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: RoleBinding
                    metadata: {name: ada-reads, namespace: team-a}
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
                    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: ada}]
                    """)).build().authorizer());

    @Override
    public void accept(byte[] input) {
        WebhookAnswer answer = handler.handle(input);
        assertThat(answer.status()).isIn(200, 400, 413);
        if (answer.status() != 200) {
            return;
        }
        JsonObject status =
                JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("status");
        assertThat(status.has("denied")).isFalse();
        JsonObject spec = JsonParser.parseString(new String(input, UTF_8))
                .getAsJsonObject()
                .getAsJsonObject("spec");
        assertThat(status.get("allowed").getAsBoolean()).isEqualTo(isGranted(spec));
    }

    private static boolean isGranted(JsonObject spec) {
        return spec.get("resourceAttributes") instanceof JsonObject wanted
                && (isMaster(spec) || ("ada".equals(text(spec, "user")) && rightfully(wanted)));
    }

    private static boolean rightfully(JsonObject wanted) {
        return "get".equals(text(wanted, "verb"))
                && "".equals(text(wanted, "group"))
                && "pods".equals(text(wanted, "resource"))
                && "".equals(text(wanted, "subresource"))
                && "team-a".equals(text(wanted, "namespace"));
    }

    private static boolean isMaster(JsonObject spec) {
        return String.valueOf(spec.get("groups")).contains("\"system:masters\"")
                || String.valueOf(spec.get("group")).contains("\"system:masters\"");
    }

    private static String text(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }
}
