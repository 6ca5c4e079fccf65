package io.github.accessentries.testkit.internal.kubernetes.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeName;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeTable;
import io.kubernetes.client.proto.IntStr.IntOrString;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Meta.ObjectMeta;
import io.kubernetes.client.proto.Meta.Time;
import io.kubernetes.client.proto.Resource.Quantity;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Apiextensions;
import io.kubernetes.client.proto.V1Apps;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProtobufReaderTest {

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @Test
    void aDeploymentReadsAsItsJson() {
        V1Apps.Deployment deployment = V1Apps.Deployment.newBuilder()
                .setMetadata(ObjectMeta.newBuilder()
                        .setName("web")
                        .setNamespace("")
                        .setGeneration(0)
                        .setCreationTimestamp(Time.newBuilder())
                        .putLabels("app", "web"))
                .setSpec(V1Apps.DeploymentSpec.newBuilder()
                        .setReplicas(0)
                        .setMinReadySeconds(0)
                        .setPaused(false)
                        .setStrategy(V1Apps.DeploymentStrategy.newBuilder()
                                .setType("")
                                .setRollingUpdate(V1Apps.RollingUpdateDeployment.newBuilder()
                                        .setMaxSurge(IntOrString.newBuilder()
                                                .setType(1)
                                                .setIntVal(0)
                                                .setStrVal("25%"))
                                        .setMaxUnavailable(IntOrString.newBuilder()
                                                .setType(0)
                                                .setIntVal(1))))
                        .setTemplate(V1.PodTemplateSpec.newBuilder()
                                .setSpec(V1.PodSpec.newBuilder()
                                        .addContainers(V1.Container.newBuilder()
                                                .setName("")
                                                .setImage("nginx")
                                                .addPorts(V1.ContainerPort.newBuilder()
                                                        .setContainerPort(0)
                                                        .setHostPort(0))
                                                .setResources(V1.ResourceRequirements.newBuilder()
                                                        .putLimits(
                                                                "cpu",
                                                                Quantity.newBuilder()
                                                                        .setString("100m")
                                                                        .build())))
                                        .addVolumes(V1.Volume.newBuilder()
                                                .setName("conf")
                                                .setVolumeSource(V1.VolumeSource.newBuilder()
                                                        .setConfigMap(V1.ConfigMapVolumeSource.newBuilder()
                                                                .setLocalObjectReference(
                                                                        V1.LocalObjectReference.newBuilder()
                                                                                .setName("conf"))
                                                                .setDefaultMode(0)))))))
                .setStatus(V1Apps.DeploymentStatus.newBuilder().setReplicas(0))
                .build();
        assertThat(ProtobufReader.read(ProtobufBodies.body("apps/v1", "Deployment", deployment)))
                .isEqualTo(json("""
                        {"apiVersion": "apps/v1", "kind": "Deployment",
                         "metadata": {"name": "web", "labels": {"app": "web"}},
                         "spec": {
                           "replicas": 0,
                           "strategy": {"rollingUpdate": {"maxSurge": "25%", "maxUnavailable": 1}},
                           "template": {"spec": {
                             "containers": [{"name": "", "image": "nginx", "ports": [{"containerPort": 0}],
                                             "resources": {"limits": {"cpu": "100m"}}}],
                             "volumes": [{"name": "conf", "configMap": {"name": "conf", "defaultMode": 0}}]}}},
                         "status": {}}
                        """));
    }

    @Test
    void aSecretIsBase64AndAnEmptyValueRemains() {
        V1.Secret secret = V1.Secret.newBuilder()
                .setMetadata(ObjectMeta.newBuilder().setName("s"))
                .putData("user", ByteString.copyFromUtf8("me"))
                .putData("empty", ByteString.EMPTY)
                .setType("Opaque")
                .build();
        assertThat(ProtobufReader.read(ProtobufBodies.body("v1", "Secret", secret)))
                .isEqualTo(json("""
                        {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"},
                         "data": {"user": "bWU=", "empty": ""}, "type": "Opaque"}
                        """));
    }

    @Test
    void optionsOfADeletionAreReadInTheVersionOfWhatIsDeleted() {
        Meta.DeleteOptions options = Meta.DeleteOptions.newBuilder()
                .setPropagationPolicy("Background")
                .setGracePeriodSeconds(0)
                .build();
        assertThat(ProtobufReader.read(ProtobufBodies.body("apps/v1", "DeleteOptions", options)))
                .isEqualTo(json("""
                        {"apiVersion": "apps/v1", "kind": "DeleteOptions", "gracePeriodSeconds": 0,
                         "propagationPolicy": "Background"}
                        """));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyKindReadsAsTheOfficialMessageSays(long seed) {
        for (TypeName name : TypeTable.get().names()) {
            TypeFacts type = TypeTable.get().type(name.qualified());
            if (type.isTyped() && OfficialMessages.has(name)) {
                RandomMessages.Sample sample =
                        new RandomMessages(new SplittableRandom(seed)).of(OfficialMessages.of(name), type);
                JsonObject expected = sample.json().getAsJsonObject().deepCopy();
                expected.addProperty("apiVersion", name.apiVersion());
                expected.addProperty("kind", name.simpleName());
                byte[] body = ProtobufBodies.body(name.apiVersion(), name.simpleName(), sample.message());
                assertThat(ProtobufReader.read(body))
                        .as("seed %d, %s", seed, name)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void everyTypeOfTheTableHasTheNumbersOfTheOfficialMessage() {
        for (TypeName name : TypeTable.get().names()) {
            if (OfficialMessages.has(name)) {
                Descriptor official = OfficialMessages.of(name);
                TypeTable.get()
                        .type(name.qualified())
                        .fields()
                        .forEach(field -> assertThat(official.findFieldByNumber(field.number()))
                                .as("%s %s", name, field.name())
                                .isNotNull());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsMalformedIsRefusedWithinBounds(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        TypeFacts type = TypeTable.get().ofKind("apps/v1", "Deployment").orElseThrow();
        byte[] valid = ProtobufBodies.body(
                "apps/v1",
                "Deployment",
                new RandomMessages(random)
                        .of(OfficialMessages.of(type.name()), type)
                        .message());
        for (int round = 0; round < 300; round++) {
            byte[] body = mutated(valid.clone(), random);
            try {
                assertThat(ProtobufReader.read(body)).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageMatching("(?s)(the|no) .*");
            }
        }
    }

    private static byte[] mutated(byte[] body, RandomGenerator random) {
        for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
            int at = random.nextInt(body.length);
            switch (random.nextInt(4)) {
                case 0 -> body[at] = (byte) random.nextInt();
                case 1 -> body[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> Arrays.fill(body, at, Math.min(body.length, at + random.nextInt(1, 12)), (byte) -1);
                default -> body = Arrays.copyOf(body, Math.max(1, at));
            }
        }
        return body;
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        assertThatThrownBy(() -> ProtobufReader.read("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not begin with the four bytes");
        assertThatThrownBy(() -> ProtobufReader.read(ProtobufBodies.body("example.com/v1", "Thing", ByteString.EMPTY)))
                .hasMessageContaining("no kind \"Thing\" is registered for version \"example.com/v1\"");
        assertThatThrownBy(() -> ProtobufReader.read(ProtobufBodies.body("v1", "PodSpec", ByteString.EMPTY)))
                .hasMessageContaining("no kind \"PodSpec\"");
        byte[] hugeLength = {0x0a, -1, -1, -1, -1, 0x07};
        assertThatThrownBy(() -> ProtobufReader.read(ProtobufBodies.body("v1", "Pod", ByteString.copyFrom(hugeLength))))
                .hasMessageContaining("ends within a field");
        byte[] wrongSort = {0x08, 0x01};
        assertThatThrownBy(() -> ProtobufReader.read(ProtobufBodies.body("v1", "Pod", ByteString.copyFrom(wrongSort))))
                .hasMessageContaining("another sort than its field");
    }

    @Test
    void aSchemaThatNestsWithoutEndIsRefused() {
        V1Apiextensions.JSONSchemaProps schema =
                V1Apiextensions.JSONSchemaProps.newBuilder().build();
        for (int depth = 0; depth < 200; depth++) {
            schema = V1Apiextensions.JSONSchemaProps.newBuilder().setNot(schema).build();
        }
        V1Apiextensions.CustomResourceDefinition definition = V1Apiextensions.CustomResourceDefinition.newBuilder()
                .setSpec(V1Apiextensions.CustomResourceDefinitionSpec.newBuilder()
                        .addVersions(V1Apiextensions.CustomResourceDefinitionVersion.newBuilder()
                                .setSchema(V1Apiextensions.CustomResourceValidation.newBuilder()
                                        .setOpenAPIV3Schema(schema))))
                .build();
        byte[] body = ProtobufBodies.body("apiextensions.k8s.io/v1", "CustomResourceDefinition", definition);
        assertThatThrownBy(() -> ProtobufReader.read(body)).hasMessageContaining("nested too deeply");
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
