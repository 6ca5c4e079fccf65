package io.github.accessentries.testkit.internal.kubernetes.schema.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private static final ResourceType WIDGETS = new ResourceType(
            "example.com",
            "v1",
            "widgets",
            "Widget",
            "widget",
            true,
            List.of(),
            List.of(),
            ResourceType.ALL_VERBS,
            Set.of("status"));
    private static final JsonObject WIDGET = JsonParser.parseString("""
                    {"type": "object", "properties": {"spec": {"type": "object", "properties": {
                        "size": {"type": "integer"}, "parts": {"type": "array", "x-kubernetes-list-type": "map",
                        "x-kubernetes-list-map-keys": ["name"], "items": {"type": "object"}}}}}}
                    """).getAsJsonObject();

    private final OpenApi openApi = new OpenApi(BuiltInTypes.get(), type -> Optional.empty());

    @Test
    void theRootNamesADocumentForEachGroupAndEachIsThere() {
        JsonObject paths = openApi.document("/openapi/v3").orElseThrow().getAsJsonObject("paths");
        assertThat(paths.keySet()).contains("api/v1", "apis/apps/v1", "apis/rbac.authorization.k8s.io/v1");
        for (String path : paths.keySet()) {
            String url = paths.getAsJsonObject(path).get("serverRelativeURL").getAsString();
            assertThat(url).matches("/openapi/v3/" + path + "\\?hash=[0-9A-F]{8}");
            JsonObject document = openApi.document("/openapi/v3/" + path).orElseThrow();
            JsonObject schemas = document.getAsJsonObject("components").getAsJsonObject("schemas");
            assertThat(references(document))
                    .isNotEmpty()
                    .allSatisfy(reference -> assertThat(schemas.keySet())
                            .as(path)
                            .contains(reference.substring("#/components/schemas/".length())));
        }
        assertThat(openApi.document("/openapi/v3/apis/nothing/v1")).isEmpty();
        assertThat(openApi.document("/openapi/v4")).isEmpty();
    }

    @Test
    void whatClientsLookForIsThere() {
        JsonObject document = openApi.document("/openapi/v3/apis/apps/v1").orElseThrow();
        JsonObject patch = document.getAsJsonObject("paths")
                .getAsJsonObject("/apis/apps/v1/namespaces/{namespace}/deployments/{name}")
                .getAsJsonObject("patch");
        assertThat(patch.getAsJsonArray("parameters"))
                .extracting(parameter -> parameter.getAsJsonObject().get("name").getAsString())
                .contains("fieldValidation", "dryRun");
        assertThat(patch.getAsJsonObject("x-kubernetes-group-version-kind"))
                .isEqualTo(json("{'group': 'apps', 'version': 'v1', 'kind': 'Deployment'}"));
        JsonObject schemas = document.getAsJsonObject("components").getAsJsonObject("schemas");
        assertThat(schemas.getAsJsonObject("io.k8s.api.apps.v1.Deployment")
                        .getAsJsonArray("x-kubernetes-group-version-kind"))
                .containsExactly(json("{'group': 'apps', 'version': 'v1', 'kind': 'Deployment'}"));
        JsonObject pod = schemas.getAsJsonObject("io.k8s.api.core.v1.PodSpec");
        assertThat(pod.getAsJsonArray("required")).hasToString("[\"containers\"]");
        assertThat(pod.getAsJsonObject("properties").getAsJsonObject("volumes")).isEqualTo(json("""
                {"type": "array", "items": {"allOf": [{"$ref": "#/components/schemas/io.k8s.api.core.v1.Volume"}]},
                 "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
                 "x-kubernetes-patch-merge-key": "name", "x-kubernetes-patch-strategy": "merge,retainKeys"}
                """));
    }

    @Test
    void customKindsAreDescribedByTheirDefinition() {
        List<ResourceType> types = new ArrayList<>(BuiltInTypes.get().all());
        types.add(WIDGETS);
        OpenApi withWidgets = new OpenApi(() -> types, type -> Optional.of(WIDGET));
        JsonObject document =
                withWidgets.document("/openapi/v3/apis/example.com/v1").orElseThrow();
        JsonObject widget = document.getAsJsonObject("components")
                .getAsJsonObject("schemas")
                .getAsJsonObject("com.example.v1.Widget");
        assertThat(widget.getAsJsonObject("properties").keySet())
                .containsExactlyInAnyOrder("apiVersion", "kind", "metadata", "spec");
        assertThat(document.getAsJsonObject("paths").keySet())
                .contains("/apis/example.com/v1/namespaces/{namespace}/widgets/{name}");
        assertThat(WIDGET.getAsJsonObject("properties").keySet()).containsExactly("spec");

        String before = hash(withWidgets);
        assertThat(hash(new OpenApi(() -> types, type -> Optional.of(json("{'type': 'object'}")))))
                .isNotEqualTo(before);
        assertThat(hash(withWidgets)).isEqualTo(before);
    }

    private static String hash(OpenApi openApi) {
        return openApi.document("/openapi/v3")
                .orElseThrow()
                .getAsJsonObject("paths")
                .get("apis/example.com/v1")
                .toString();
    }

    @Test
    void theSecondVersionIsThereInBothForms() {
        JsonObject document = openApi.document("/openapi/v2").orElseThrow();
        assertThat(document.getAsJsonObject("definitions").keySet())
                .contains("io.k8s.api.core.v1.Pod", "io.k8s.api.rbac.v1.Role");
        assertThat(references(document)).allMatch(reference -> reference.startsWith("#/definitions/"));
        assertThat(OpenApi.versionTwoInProtobuf())
                .startsWith(0x0a, 3, '2', '.', '0', 0x12)
                .hasSize(3 + 2 + 2 + "Kubernetes".length() + 2 + "unversioned".length() + 2);
    }

    private static List<String> references(JsonElement json) {
        List<String> references = new ArrayList<>();
        if (json instanceof JsonObject object) {
            object.asMap().forEach((name, value) -> {
                if (name.equals("$ref") && value.isJsonPrimitive()) {
                    references.add(value.getAsString());
                } else {
                    references.addAll(references(value));
                }
            });
        } else if (json instanceof JsonArray array) {
            array.forEach(element -> references.addAll(references(element)));
        }
        return references;
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
