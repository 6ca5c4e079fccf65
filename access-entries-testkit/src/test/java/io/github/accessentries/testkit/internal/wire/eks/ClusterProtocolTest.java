package io.github.accessentries.testkit.internal.wire.eks;

import static io.github.accessentries.testkit.internal.wire.RawEks.code;
import static io.github.accessentries.testkit.internal.wire.RawEks.json;
import static io.github.accessentries.testkit.internal.wire.RawEks.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.UnverifiedAnswer;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import io.github.accessentries.testkit.internal.wire.RawEks;
import io.github.accessentries.testkit.internal.wire.message.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands on the wire about clusters and what belongs to them, byte by byte. */
class ClusterProtocolTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/r";
    private static final String REQUIRED =
            "\"name\":\"new\",\"roleArn\":\"" + ROLE + "\",\"resourcesVpcConfig\":{\"subnetIds\":[]}";

    private final RawEks eks = new RawEks();

    private JsonObject answered(Response response) {
        assertThat(response.status()).as(text(response)).isEqualTo(200);
        return json(response);
    }

    @Test
    void cluster_onTheWire_hasTheMembersOfTheModel() {
        JsonObject created = answered(eks.post(
                "/clusters",
                "{" + REQUIRED + ",\"accessConfig\":{\"authenticationMode\":\"API\","
                        + "\"bootstrapClusterCreatorAdminPermissions\":true},\"logging\":null,"
                        + "\"encryptionConfig\":[{\"resources\":[\"secrets\"],\"provider\":{\"keyArn\":\"k\"}}],"
                        + "\"bootstrapSelfManagedAddons\":false}"));

        JsonObject network = created.getAsJsonObject("cluster").getAsJsonObject("resourcesVpcConfig");
        for (String id : List.of("clusterSecurityGroupId", "vpcId")) {
            assertThat(network.get(id).getAsString()).matches("(?:sg|vpc)-0[0-9a-f]{16}");
            network.addProperty(id, "ID");
        }
        assertThat(created)
                .isEqualTo(JsonParser.parseString("{\"cluster\":{\"name\":\"new\","
                        + "\"arn\":\"arn:aws:eks:us-west-2:111122223333:cluster/new\",\"createdAt\":1703060401.088,"
                        + "\"version\":\"1.34\",\"platformVersion\":\"eks.1\",\"status\":\"CREATING\","
                        + "\"certificateAuthority\":{},"
                        + "\"accessConfig\":{"
                        + "\"authenticationMode\":\"API\"},\"tags\":{},\"roleArn\":\"" + ROLE + "\","
                        + "\"resourcesVpcConfig\":{\"subnetIds\":[],\"securityGroupIds\":[],"
                        + "\"clusterSecurityGroupId\":\"ID\",\"vpcId\":\"ID\",\"endpointPublicAccess\":true,"
                        + "\"endpointPrivateAccess\":false,\"publicAccessCidrs\":[\"0.0.0.0/0\"]},"
                        + "\"kubernetesNetworkConfig\":{\"serviceIpv4Cidr\":\"10.100.0.0/16\",\"ipFamily\":\"ipv4\","
                        + "\"elasticLoadBalancing\":{\"enabled\":false}},"
                        + "\"upgradePolicy\":{\"supportType\":\"EXTENDED\"},\"deletionProtection\":false,"
                        + "\"health\":{\"issues\":[]},\"logging\":{\"clusterLogging\":[{\"types\":[\"api\",\"audit\","
                        + "\"authenticator\",\"controllerManager\",\"scheduler\"],\"enabled\":false}]},"
                        + "\"encryptionConfig\":[{\"resources\":[\"secrets\"],\"provider\":{\"keyArn\":\"k\"}}]}}"));
        assertThat(text(eks.get("/clusters/new"))).contains("\"createdAt\":1703060401.088,");
    }

    @Test
    void update_onTheWire_hasItsModeInQuotesInQuotes() {
        String body = "{\"accessConfig\":{\"authenticationMode\":\"API\"},\"logging\":null}";

        Response refused = eks.post("/clusters/prod/update-config", body);
        assertThat(json(refused).get("message").getAsString())
                .isEqualTo("Unsupported authentication mode update from API to API");
        assertThat(json(refused).get("clusterName").getAsString()).isEqualTo("prod");

        eks.create("both", AccessMode.API_AND_CONFIG_MAP);
        JsonObject update =
                answered(eks.post("/clusters/both/update-config", body)).getAsJsonObject("update");
        String id = update.remove("id").getAsString();
        assertThat(id).matches("[0-9a-f-]{36}");
        assertThat(update)
                .hasToString("{\"status\":\"InProgress\",\"type\":\"AccessConfigUpdate\","
                        + "\"params\":[{\"type\":\"AuthenticationMode\",\"value\":\"\\\"API\\\"\"}],"
                        + "\"createdAt\":1703060401.088,\"errors\":[]}");
        assertThat(text(eks.get("/clusters/both/updates"))).isEqualTo("{\"updateIds\":[\"" + id + "\"]}");
    }

    @Test
    void nodeGroupAndProfile_onTheWire_haveTheMembersOfTheModel() {
        JsonObject group = answered(eks.post(
                        "/clusters/prod/node-groups",
                        "{\"nodegroupName\":\"g\",\"nodeRole\":\"" + ROLE + "\",\"subnets\":[\"s\"],\"diskSize\":20,"
                                + "\"labels\":{\"a\":\"b\"},\"capacityType\":\"SPOT\"}"))
                .getAsJsonObject("nodegroup");
        String arn = group.remove("nodegroupArn").getAsString();
        assertThat(group)
                .isEqualTo(JsonParser.parseString("{\"nodegroupName\":\"g\",\"clusterName\":\"prod\","
                        + "\"createdAt\":1703060401.088,\"nodeRole\":\"" + ROLE + "\",\"status\":\"CREATING\","
                        + "\"health\":{\"issues\":[]},\"tags\":{},\"modifiedAt\":1703060401.088,\"version\":\"1.34\","
                        + "\"amiType\":\"AL2023_x86_64_STANDARD\",\"capacityType\":\"SPOT\",\"diskSize\":20,"
                        + "\"subnets\":[\"s\"],\"labels\":{\"a\":\"b\"},"
                        + "\"scalingConfig\":{\"minSize\":1,\"maxSize\":2,\"desiredSize\":2},"
                        + "\"updateConfig\":{\"maxUnavailable\":1},\"instanceTypes\":[\"t3.medium\"],"
                        + "\"releaseVersion\":\"1.34.0-20251112\",\"resources\":{\"autoScalingGroups\":["
                        + "{\"name\":\"eks-g-" + arn.substring(arn.lastIndexOf('/') + 1) + "\"}]}}"));
        JsonObject profile = answered(eks.post(
                        "/clusters/prod/fargate-profiles",
                        "{\"fargateProfileName\":\"f\",\"podExecutionRoleArn\":\"" + ROLE + "\",\"selectors\":[{}]}"))
                .getAsJsonObject("fargateProfile");
        profile.remove("fargateProfileArn");
        assertThat(profile)
                .isEqualTo(
                        JsonParser.parseString(
                                "{\"fargateProfileName\":\"f\",\"clusterName\":\"prod\","
                                        + "\"createdAt\":1703060401.088,\"podExecutionRoleArn\":\"" + ROLE + "\","
                                        + "\"status\":\"CREATING\",\"health\":{\"issues\":[]},\"tags\":{},\"subnets\":[],\"selectors\":[{}]}"));
        assertThat(text(eks.get("/clusters/prod/node-groups"))).isEqualTo("{\"nodegroups\":[\"g\"]}");
        assertThat(text(eks.get("/clusters/prod/fargate-profiles"))).isEqualTo("{\"fargateProfileNames\":[\"f\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"accessConfig\":\"API\"",
                "\"accessConfig\":{\"bootstrapClusterCreatorAdminPermissions\":\"true\"}",
                "\"computeConfig\":{\"enabled\":1}",
                "\"resourcesVpcConfig\":[]",
                "\"resourcesVpcConfig\":{\"subnetIds\":\"s\"}",
                "\"resourcesVpcConfig\":{\"subnetIds\":[1]}",
                "\"logging\":{\"clusterLogging\":[7]}",
                "\"upgradePolicy\":{\"supportType\":true}",
                "\"deletionProtection\":\"yes\"",
                "\"version\":1.34",
                "\"tags\":[]"
            })
    void member_ofTheWrongType_isASerializationException(String member) {
        assertThat(code(eks.post("/clusters", "{" + REQUIRED + "," + member + "}")))
                .isEqualTo("SerializationException");
        assertThat(text(eks.get("/clusters"))).isEqualTo("{\"clusters\":[\"prod\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"1\"", "1e99999", "99999999999", "[]", "true"})
    void number_thatIsNoInteger_isASerializationException(String number) {
        assertThat(code(eks.post(
                        "/clusters/prod/node-groups",
                        "{\"nodegroupName\":\"g\",\"nodeRole\":\"" + ROLE + "\",\"subnets\":[],\"diskSize\":" + number
                                + "}")))
                .isEqualTo("SerializationException");
    }

    @Test
    @UnverifiedAnswer("settings-beside-access")
    void settings_nestedBeyondTheModel_areRefused() {
        String nested = "[".repeat(200) + "]".repeat(200);

        Response refused = eks.post("/clusters", "{" + REQUIRED + ",\"logging\":{\"other\":" + nested + "}}");

        assertThat(code(refused)).isEqualTo("NotPlayedByFakeException");
        assertThat(text(refused)).contains("CreateCluster with [logging.other]");
        assertThat(eks.get("/clusters/new").status()).isEqualTo(404);
    }
}
