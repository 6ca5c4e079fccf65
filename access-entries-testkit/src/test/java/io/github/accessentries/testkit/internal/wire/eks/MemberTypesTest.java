package io.github.accessentries.testkit.internal.wire.eks;

import static io.github.accessentries.testkit.internal.wire.RawEks.code;
import static io.github.accessentries.testkit.internal.wire.RawEks.json;
import static io.github.accessentries.testkit.internal.wire.RawEks.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.internal.wire.RawEks;
import io.github.accessentries.testkit.internal.wire.message.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryRequest;

/** Every member that the service's model has in a body, with every type that it does not have. */
class MemberTypesTest {

    private static final String ENTRY = "/clusters/prod/access-entries/arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fdev";
    private static final Map<String, SdkPojo> BODIES = Map.of(
            "/clusters",
            CreateClusterRequest.builder().build(),
            "/clusters/prod/access-entries",
            CreateAccessEntryRequest.builder().build(),
            ENTRY,
            UpdateAccessEntryRequest.builder().build(),
            ENTRY + "/access-policies",
            AssociateAccessPolicyRequest.builder().build(),
            "/clusters/prod/node-groups",
            CreateNodegroupRequest.builder().build(),
            "/clusters/prod/fargate-profiles",
            CreateFargateProfileRequest.builder().build(),
            "/tags/arn%3Aaws%3Aeks%3Aus-west-2%3A111122223333%3Acluster%2Fprod",
            TagResourceRequest.builder().build());
    private static final Map<MarshallingType<?>, List<String>> WRONG = Map.of(
            MarshallingType.STRING, List.of("5", "true", "[]", "{}"),
            MarshallingType.BOOLEAN, List.of("\"true\"", "1", "[]", "{}"),
            MarshallingType.INTEGER, List.of("\"1\"", "true", "1.5", "99999999999", "[]", "{}"),
            MarshallingType.LIST, List.of("\"x\"", "5", "true", "{}", "[5]"),
            MarshallingType.MAP, List.of("\"x\"", "5", "true", "[]", "{\"k\":5}"),
            MarshallingType.SDK_POJO, List.of("\"x\"", "5", "true", "[]"));

    private final RawEks eks = new RawEks();

    static Stream<Arguments> members() {
        return BODIES.entrySet().stream()
                .flatMap(body -> body.getValue().sdkFields().stream()
                        .filter(field -> field.location() == MarshallLocation.PAYLOAD)
                        .map(field -> Arguments.of(body.getKey(), field.locationName(), wrong(field))));
    }

    private static List<String> wrong(SdkField<?> field) {
        return requireNonNull(
                WRONG.get(field.marshallingType()), field.memberName() + " of type " + field.marshallingType());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("members")
    void member_ofAWrongType_isASerializationException(String path, String member, List<String> values) {
        for (String value : values) {
            Response response = eks.send("POST", path, ("{\"" + member + "\":" + value + "}").getBytes(UTF_8));

            assertThat(code(response)).as("%s in %s", value, text(response)).isEqualTo("SerializationException");
            assertThat(response.status()).isEqualTo(400);
            assertThat(json(response).get("message").getAsString()).contains("must");
        }
        assertThat(eks.get("/clusters/prod").status())
                .as("a good call afterwards")
                .isEqualTo(200);
    }
}
