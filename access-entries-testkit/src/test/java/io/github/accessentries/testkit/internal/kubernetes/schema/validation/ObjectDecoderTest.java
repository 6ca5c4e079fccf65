package io.github.accessentries.testkit.internal.kubernetes.schema.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.schema.protobuf.ProtobufBodies;
import io.github.accessentries.testkit.internal.kubernetes.schema.protobuf.ProtobufReader;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.kubernetes.client.proto.Meta.ObjectMeta;
import io.kubernetes.client.proto.V1;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectDecoderTest {

    private final ObjectDecoder decoder = new ObjectDecoder(type -> Optional.empty());
    private final ResourceType deployments = type("apps/v1", "Deployment");

    @Test
    void whatTheKindDoesNotKnowIsDroppedAndTold() {
        Decoded decoded = decoder.decode(deployments, json("""
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "colour": "red"},
                 "spec": {"foo": 1, "template": {"spec": {"containers": [
                    {"name": "a", "image": "nginx", "imagee": "x"}]}}}}
                """));
        assertThat(decoded.problems())
                .containsExactlyInAnyOrder(
                        "unknown field \"metadata.colour\"",
                        "unknown field \"spec.foo\"",
                        "unknown field \"spec.template.spec.containers[0].imagee\"");
        assertThat(decoded.object()).isEqualTo(json("""
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
                 "spec": {"strategy": {}, "template": {"metadata": {}, "spec": {"containers": [
                    {"name": "a", "image": "nginx", "resources": {}}]}}},
                 "status": {}}
                """));
    }

    @Test
    void emptyValuesAreWrittenAsKubernetesWritesThem() {
        Decoded decoded = decoder.decode(type("v1", "Pod"), json("""
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "labels": {}, "generation": 0,
                   "creationTimestamp": null},
                 "spec": {"hostNetwork": false, "nodeName": "", "terminationGracePeriodSeconds": 0, "tolerations": [],
                   "securityContext": {},
                   "containers": [{"name": "", "resources": {"limits": {"cpu": 1, "memory": "1Gi"}}}],
                   "volumes": [{"name": "v", "emptyDir": {}}]}}
                """));
        assertThat(decoded.problems()).isEmpty();
        assertThat(decoded.object()).isEqualTo(json("""
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"},
                 "spec": {"terminationGracePeriodSeconds": 0, "securityContext": {},
                   "containers": [{"name": "", "resources": {"limits": {"cpu": "1", "memory": "1Gi"}}}],
                   "volumes": [{"name": "v", "emptyDir": {}}]},
                 "status": {}}
                """));
    }

    @Test
    void protobufAndJsonGiveTheSameObject() {
        V1.Pod pod = V1.Pod.newBuilder()
                .setMetadata(ObjectMeta.newBuilder().setName("p").setGeneration(0))
                .setSpec(V1.PodSpec.newBuilder()
                        .addContainers(V1.Container.newBuilder()
                                .setName("c")
                                .setImage("nginx")
                                .setStdin(false)
                                .setResources(V1.ResourceRequirements.newBuilder()))
                        .setHostNetwork(false)
                        .setTerminationGracePeriodSeconds(0))
                .setStatus(V1.PodStatus.newBuilder().setPhase(""))
                .build();
        JsonObject json = json("""
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "creationTimestamp": null},
                 "spec": {"containers": [{"name": "c", "image": "nginx", "resources": {}}],
                   "terminationGracePeriodSeconds": 0}, "status": {}}
                """);
        ResourceType pods = type("v1", "Pod");
        assertThat(decoder.decode(pods, ProtobufReader.read(ProtobufBodies.body("v1", "Pod", pod))))
                .isEqualTo(decoder.decode(pods, json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'replicas': 'two'}|string into Go struct field DeploymentSpec.spec.replicas of type int32",
                "{'replicas': 1.5}|number into Go struct field DeploymentSpec.spec.replicas of type int32",
                "{'replicas': 3000000000}|number into Go struct field DeploymentSpec.spec.replicas of type int32",
                "{'paused': 'yes'}|string into Go struct field DeploymentSpec.spec.paused of type bool",
                "{'selector': []}|array into Go struct field DeploymentSpec.spec.selector of type v1.LabelSelector",
                "{'template': {'spec': {'containers': {}}}}|object into Go struct field"
                        + " PodSpec.spec.template.spec.containers of type []v1.Container",
                "{'template': {'spec': {'containers': [{'image': 7}]}}}|number into Go struct field"
                        + " Container.spec.template.spec.containers.image of type string"
            })
    void aValueOfAWrongTypeIsRefusedInTheWordsOfGo(String spec, String words) {
        JsonObject deployment = json("{'apiVersion': 'apps/v1', 'kind': 'Deployment', 'spec': %s}".formatted(spec));
        assertThatThrownBy(() -> decoder.decode(deployments, deployment))
                .isInstanceOfSatisfying(ApiFault.class, fault -> {
                    assertThat(fault.code()).isEqualTo(400);
                    assertThat(fault.message())
                            .isEqualTo("Deployment in version \"v1\" cannot be handled as a Deployment:"
                                    + " json: cannot unmarshal " + words);
                });
    }

    @ParameterizedTest
    @CsvSource({"a,1", "YQ=,3", "Y=Q=,1", "!,0", "bWU=bWU=,4", "YWJj*,4"})
    void dataOfASecretIsBase64(String data, int fault) {
        JsonObject secret = json("{'apiVersion': 'v1', 'kind': 'Secret', 'data': {'password': '%s'}}".formatted(data));
        assertThatThrownBy(() -> decoder.decode(type("v1", "Secret"), secret))
                .isInstanceOf(ApiFault.class)
                .hasMessage("Secret in version \"v1\" cannot be handled as a Secret: illegal base64 data at input byte "
                        + fault);
    }

    @Test
    void twoOfAFieldAreFoundWhereTheyAre() {
        String body = """
                {"spec": {"replicas": 1, "replicas": 2, "a": [{"b": 1}, {"b": 1, "b": 2}]}, "spec": {}}
                """;
        assertThat(RepeatedFields.in(body.getBytes(UTF_8)))
                .containsExactly(
                        "duplicate field \"spec.replicas\"",
                        "duplicate field \"spec.a[1].b\"",
                        "duplicate field \"spec\"");
    }

    @Test
    void strictRefusesWarnWarnsAndIgnoreSaysNothing() {
        List<String> problems = List.of("unknown field \"spec.foo\"", "duplicate field \"spec.replicas\"");
        assertThatThrownBy(() -> validation("Strict").settle(deployments, problems))
                .isInstanceOfSatisfying(
                        ApiFault.class, fault -> assertThat(fault.code()).isEqualTo(400))
                .hasMessage("Deployment in version \"v1\" cannot be handled as a Deployment: strict decoding error:"
                        + " unknown field \"spec.foo\", duplicate field \"spec.replicas\"");
        assertThatThrownBy(() -> validation("Strict").settlePatch(problems))
                .isInstanceOfSatisfying(
                        ApiFault.class, fault -> assertThat(fault.code()).isEqualTo(422))
                .hasMessageContaining("strict decoding error: unknown field \"spec.foo\"");
        assertThat(validation("Strict").settle(deployments, List.of())).isEmpty();
        assertThat(validation("").settle(deployments, problems)).isEqualTo(problems);
        assertThat(validation("Ignore").settle(deployments, problems)).isEmpty();
        assertThatThrownBy(() -> validation("Maybe"))
                .isInstanceOfSatisfying(
                        ApiFault.class, fault -> assertThat(fault.code()).isEqualTo(422))
                .hasMessageContaining("CreateOptions.meta.k8s.io \"\" is invalid: fieldValidation: Unsupported value: "
                        + "\"Maybe\"");
        ApiResponse warned = FieldValidation.warn(ApiResponse.text(200, "ok"), problems);
        assertThat(warned.headers().all("Warning"))
                .containsExactly("299 - \"unknown field \\\"spec.foo\\\"\", "
                        + "299 - \"duplicate field \\\"spec.replicas\\\"\"");
    }

    private static FieldValidation validation(String word) {
        ApiRequest request = new ApiRequest(
                "POST", "/apis/apps/v1/deployments", "fieldValidation=" + word, Headers.of(Map.of()), new byte[0]);
        return FieldValidation.of(request.query(), "CreateOptions");
    }

    private static ResourceType type(String apiVersion, String kind) {
        return BuiltInTypes.get().ofKind(apiVersion, kind).orElseThrow();
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
