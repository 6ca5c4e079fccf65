package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.internal.wire.RawEks.json;
import static io.github.accessentries.testkit.internal.wire.RawEks.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.wire.RawEks;
import io.github.accessentries.testkit.internal.wire.message.Response;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationRequest;

/** What descriptions show: what is always there, and everything that the caller said. */
class ClusterDescriptionTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/r";

    @RegisterExtension
    private final LifeOfClusters life = new LifeOfClusters();

    @Test
    @UnverifiedAnswer("values-that-eks-adds")
    void cluster_ofWhichNobodySaidAnything_showsWhatIsAlwaysThere() {
        life.fake.createCluster("prod");

        Cluster cluster = life.describe("prod");

        assertThat(cluster.roleArn()).startsWith("arn:aws:iam::111122223333:role/");
        assertThat(cluster.resourcesVpcConfig()).satisfies(network -> {
            assertThat(network.vpcId()).matches("vpc-[0-9a-f]{17}");
            assertThat(network.clusterSecurityGroupId()).matches("sg-[0-9a-f]{17}");
            assertThat(network.endpointPublicAccess()).isTrue();
            assertThat(network.endpointPrivateAccess()).isFalse();
            assertThat(network.publicAccessCidrs()).containsExactly("0.0.0.0/0");
            assertThat(network.hasSubnetIds() && network.hasSecurityGroupIds()).isTrue();
        });
        assertThat(cluster.kubernetesNetworkConfig().serviceIpv4Cidr()).isEqualTo("10.100.0.0/16");
        assertThat(cluster.kubernetesNetworkConfig().ipFamilyAsString()).isEqualTo("ipv4");
        assertThat(cluster.kubernetesNetworkConfig().elasticLoadBalancing().enabled())
                .isFalse();
        assertThat(cluster.identity().oidc().issuer()).startsWith("https://");
        assertThat(cluster.logging().clusterLogging()).singleElement().satisfies(off -> {
            assertThat(off.enabled()).isFalse();
            assertThat(off.types()).hasSize(5);
        });
        assertThat(cluster.upgradePolicy().supportTypeAsString()).isEqualTo("EXTENDED");
        assertThat(cluster.deletionProtection()).isFalse();
        assertThat(cluster.health().issues()).isEmpty();
        assertThat(life.describe("prod")).isEqualTo(cluster);
    }

    @Test
    void ids_thatFollowFromTheCluster_areThoseOfNoOther() {
        life.fake.createCluster("a");
        life.fake.createCluster("b");

        assertThat(life.describe("a").resourcesVpcConfig().clusterSecurityGroupId())
                .isNotEqualTo(life.describe("b").resourcesVpcConfig().clusterSecurityGroupId());
    }

    @Test
    void cluster_ofIpv6_hasAServiceNetworkOfItsFamily() {
        life.create("prod", r -> r.kubernetesNetworkConfig(k -> k.ipFamily("ipv6")));

        assertThat(life.describe("prod").kubernetesNetworkConfig()).satisfies(network -> {
            assertThat(network.serviceIpv6Cidr()).matches("fd[0-9a-f]{2}:[0-9a-f]{4}:[0-9a-f]{4}::/108");
            assertThat(network.serviceIpv4Cidr()).isNull();
        });
    }

    /** Members that are an order rather than a setting, or shown in a form of their own. */
    private static final Set<String> NOT_SHOWN = Set.of("clientRequestToken", "bootstrapSelfManagedAddons");

    static Stream<Arguments> members() {
        return Stream.of(
                        new Creation(
                                "/clusters",
                                CreateClusterRequest.builder().build(),
                                "{\"name\":\"new\",\"roleArn\":\"" + ROLE
                                        + "\",\"resourcesVpcConfig\":{},\"accessConfig\":{\"authenticationMode\":\"API\"}}"),
                        new Creation(
                                "/clusters/prod/node-groups",
                                CreateNodegroupRequest.builder().build(),
                                "{\"nodegroupName\":\"new\",\"nodeRole\":\"" + ROLE + "\",\"subnets\":[]}"),
                        new Creation(
                                "/clusters/prod/fargate-profiles",
                                CreateFargateProfileRequest.builder().build(),
                                "{\"fargateProfileName\":\"new\",\"podExecutionRoleArn\":\"" + ROLE + "\"}"),
                        new Creation(
                                "/clusters/prod/pod-identity-associations",
                                CreatePodIdentityAssociationRequest.builder().build(),
                                "{\"namespace\":\"n\",\"serviceAccount\":\"s\",\"roleArn\":\"" + ROLE + "\"}"))
                .flatMap(creation -> creation.request().sdkFields().stream()
                        .filter(field -> field.location() == MarshallLocation.PAYLOAD)
                        .filter(field -> !NOT_SHOWN.contains(field.locationName()))
                        .map(field -> Arguments.of(creation, field)));
    }

    private record Creation(String path, SdkPojo request, String least) {

        @Override
        public String toString() {
            return request.getClass().getSimpleName();
        }
    }

    /** Whatever the model has in a creation comes back in its answer, whole. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("members")
    @UnverifiedAnswer("settings-beside-access")
    void member_ofACreation_isShownAgain(Creation creation, SdkField<?> field) {
        JsonObject body = parsed(creation.least());
        String member = field.locationName();
        if (!body.has(member) || member.equals("resourcesVpcConfig")) {
            body.add(member, sample(field, member));
        }

        Response response = new RawEks().post(creation.path(), body.toString());

        assertThat(response.status()).as(text(response)).isEqualTo(200);
        JsonObject answer =
                json(response).entrySet().iterator().next().getValue().getAsJsonObject();
        assertContains(member, answer.get(member), body.get(member));
    }

    private static JsonObject parsed(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private static void assertContains(String path, JsonElement shown, JsonElement said) {
        assertThat(shown).as(path).isNotNull();
        if (said.isJsonObject() && !path.equals("logging") && !path.equals("accessConfig")) {
            said.getAsJsonObject()
                    .entrySet()
                    .forEach(member -> assertContains(
                            path + "." + member.getKey(),
                            shown.getAsJsonObject().get(member.getKey()),
                            member.getValue()));
        } else if (!said.isJsonObject()) {
            assertThat(shown).as(path).isEqualTo(said);
        }
    }

    private static JsonElement sample(SdkField<?> field, String path) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.BOOLEAN) {
            return new JsonPrimitive(true);
        }
        if (type == MarshallingType.INTEGER) {
            return new JsonPrimitive(7);
        }
        if (type == MarshallingType.LIST) {
            JsonArray list = new JsonArray();
            list.add(sample(field.getTrait(ListTrait.class).memberFieldInfo(), path));
            return list;
        }
        if (type == MarshallingType.MAP) {
            JsonObject map = new JsonObject();
            map.add("key", sample(field.getTrait(MapTrait.class).valueFieldInfo(), path));
            return map;
        }
        if (type == MarshallingType.SDK_POJO) {
            JsonObject object = new JsonObject();
            field.constructor()
                    .get()
                    .sdkFields()
                    .forEach(inner ->
                            object.add(inner.locationName(), sample(inner, path + "." + inner.locationName())));
            return object;
        }
        return new JsonPrimitive(
                switch (path) {
                    case "version" -> "1.33";
                    case "computeConfig.nodeRoleArn" -> ROLE;
                    default -> "text";
                });
    }
}
