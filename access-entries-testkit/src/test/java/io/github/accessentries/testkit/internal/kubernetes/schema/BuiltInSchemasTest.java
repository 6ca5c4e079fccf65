package io.github.accessentries.testkit.internal.kubernetes.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema.Merge;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.Field;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeName;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeTable;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuiltInSchemasTest {

    private final BuiltInSchemas schemas = BuiltInSchemas.get();

    @Test
    void everyKindOfTheApiHasASchema() {
        assertThat(BuiltInTypes.get().all())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(schemas.of(type))
                        .hasValueSatisfying(
                                schema -> assertThat(schema.fields()).containsKeys("apiVersion", "kind")));
        assertThat(schemas.ofKind("autoscaling/v1", "Scale")).isPresent();
        assertThat(schemas.ofKind("policy/v1", "Eviction")).isPresent();
        assertThat(schemas.ofKind("authentication.k8s.io/v1", "TokenRequest")).isPresent();
        assertThat(schemas.ofKind("meta.k8s.io/v1", "DeleteOptions")).isPresent();
        assertThat(schemas.ofKind("v1", "Nothing")).isEmpty();
    }

    @Test
    void everyTypeThatIsReferredToIsThereAndNoNumberOrNameIsUsedTwice() {
        TypeTable table = TypeTable.get();
        for (TypeName name : table.names()) {
            TypeFacts type = table.type(name.qualified());
            Set<Integer> numbers = new HashSet<>();
            int fields = 0;
            for (Field field : type.fields()) {
                if (!field.type().reference().isEmpty()) {
                    assertThat(table.type(field.type().reference()))
                            .as(name + " " + field.name())
                            .isNotNull();
                }
                assertThat(numbers.add(field.number()))
                        .as("%s %s", name, field.name())
                        .isTrue();
                fields += field.isInline()
                        ? table.type(field.type().reference()).inJson(table).size()
                        : 1;
            }
            assertThat(type.inJson(table)).as(name.qualified()).hasSize(fields);
        }
    }

    @Test
    void listsAreMergedAsKubernetesMergesThem() {
        Schema pod = at("v1", "Pod", "spec");
        Schema containers = schema(pod, "containers");
        assertThat(containers.type()).isEqualTo(Schema.Type.LIST);
        assertThat(containers.merge()).isEqualTo(Merge.KEYED);
        assertThat(containers.mapKeys()).containsExactly("name");
        assertThat(containers.patchMergeKey()).contains("name");
        assertThat(containers.patchStrategies()).containsExactly("merge");

        Schema container = containers.element().orElseThrow();
        Schema ports = schema(container, "ports");
        assertThat(ports.mapKeys()).containsExactly("containerPort", "protocol");
        assertThat(ports.patchMergeKey()).contains("containerPort");
        assertThat(schema(container, "args").merge()).isEqualTo(Merge.ATOMIC);
        assertThat(schema(container, "args").patchStrategies()).isEmpty();

        Schema volumes = schema(pod, "volumes");
        assertThat(volumes.patchStrategies()).containsExactly("merge", "retainKeys");
        assertThat(volumes.element().orElseThrow().fields()).containsKeys("name", "configMap", "secret", "emptyDir");
        assertThat(schema(pod, "nodeSelector").merge()).isEqualTo(Merge.ATOMIC);

        Schema finalizers = at("v1", "Pod", "metadata", "finalizers");
        assertThat(finalizers.merge()).isEqualTo(Merge.SET);
        assertThat(finalizers.patchMergeKey()).isEmpty();
        assertThat(finalizers.patchStrategies()).containsExactly("merge");

        assertThat(at("apps/v1", "Deployment", "spec", "selector").merge()).isEqualTo(Merge.ATOMIC);
        assertThat(at("apps/v1", "Deployment", "spec", "strategy").patchStrategies())
                .containsExactly("retainKeys");
        assertThat(at("v1", "ConfigMap", "data").merge()).isEqualTo(Merge.GRANULAR);
        assertThat(at("rbac.authorization.k8s.io/v1", "ClusterRole", "rules").merge())
                .isEqualTo(Merge.ATOMIC);
    }

    @Test
    void typesAreThoseOfJson() {
        assertThat(at("v1", "Secret", "data").element().orElseThrow().type()).isEqualTo(Schema.Type.STRING);
        assertThat(at("v1", "Service", "spec", "ports").element().orElseThrow().at("targetPort"))
                .hasValueSatisfying(port -> assertThat(port.type()).isEqualTo(Schema.Type.INT_OR_STRING));
        assertThat(at("v1", "Pod", "metadata", "creationTimestamp").type()).isEqualTo(Schema.Type.STRING);
        assertThat(at("apps/v1", "Deployment", "spec", "replicas").type()).isEqualTo(Schema.Type.INTEGER);
        assertThat(at("apps/v1", "ControllerRevision", "data").type()).isEqualTo(Schema.Type.ANY);
        assertThat(at("v1", "Pod", "metadata", "managedFields")
                        .element()
                        .orElseThrow()
                        .at("fieldsV1"))
                .hasValueSatisfying(fields -> assertThat(fields.type()).isEqualTo(Schema.Type.ANY));
        Schema extra = at("authorization.k8s.io/v1", "SubjectAccessReview", "spec", "extra");
        assertThat(extra.type()).isEqualTo(Schema.Type.MAP);
        assertThat(extra.element().orElseThrow().type()).isEqualTo(Schema.Type.LIST);
    }

    private Schema at(String apiVersion, String kind, String... path) {
        ResourceType type = BuiltInTypes.get().ofKind(apiVersion, kind).orElseThrow();
        Schema schema = schemas.of(type).orElseThrow();
        for (String name : path) {
            schema = schema(schema, name);
        }
        return schema;
    }

    private static Schema schema(Schema schema, String name) {
        return schema.at(name).orElseThrow(() -> new AssertionError(schema + " has no " + name));
    }
}
