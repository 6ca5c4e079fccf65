package io.github.accessentries.testkit.internal.kubernetes.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema.Merge;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.Decoded;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.ObjectDecoder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CrdSchemaTest {

    private static final Schema SCHEMA = CrdSchema.of(json("""
            {"type": "object", "properties": {"spec": {"type": "object", "properties": {
               "size": {"type": "integer"},
               "port": {"x-kubernetes-int-or-string": true},
               "labels": {"type": "object", "additionalProperties": {"type": "string"}},
               "parts": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
                         "items": {"type": "object", "properties": {"name": {"type": "string"}}}},
               "tags": {"type": "array", "x-kubernetes-list-type": "set", "items": {"type": "string"}},
               "whole": {"type": "object", "x-kubernetes-map-type": "atomic", "properties": {}},
               "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}}}
            """));

    @Test
    void listsAndMapsAreMergedAsTheDefinitionSays() {
        Schema spec = SCHEMA.at("spec").orElseThrow();
        assertThat(spec.at("parts").orElseThrow().merge()).isEqualTo(Merge.KEYED);
        assertThat(spec.at("parts").orElseThrow().mapKeys()).containsExactly("name");
        assertThat(spec.at("tags").orElseThrow().merge()).isEqualTo(Merge.SET);
        assertThat(spec.at("whole").orElseThrow().merge()).isEqualTo(Merge.ATOMIC);
        assertThat(spec.at("labels").orElseThrow().type()).isEqualTo(Schema.Type.MAP);
        assertThat(spec.at("port").orElseThrow().type()).isEqualTo(Schema.Type.INT_OR_STRING);
        assertThat(SCHEMA.at("metadata")
                        .orElseThrow()
                        .at("finalizers")
                        .orElseThrow()
                        .merge())
                .isEqualTo(Merge.SET);
    }

    @Test
    void unknownFieldsAreDroppedUnlessTheDefinitionPreservesThem() {
        ResourceType widgets = new ResourceType(
                "example.com", "v1", "widgets", "Widget", "widget", true, List.of(), List.of(), Set.of(), Set.of());
        JsonObject widget = json("""
                {"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "w"}, "more": 1,
                 "spec": {"size": 1, "foo": 2, "labels": {"a": "b"}, "parts": [{"name": "p", "bar": 3}],
                          "free": {"any": {"thing": true}}}}
                """);
        Decoded decoded = new ObjectDecoder(type -> Optional.of(SCHEMA)).decode(widgets, widget);
        assertThat(decoded.problems())
                .containsExactlyInAnyOrder(
                        "unknown field \"more\"", "unknown field \"spec.foo\"", "unknown field \"spec.parts[0].bar\"");
        assertThat(decoded.object()).isEqualTo(json("""
                {"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "w"},
                 "spec": {"size": 1, "labels": {"a": "b"}, "parts": [{"name": "p"}],
                          "free": {"any": {"thing": true}}}}
                """));
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
